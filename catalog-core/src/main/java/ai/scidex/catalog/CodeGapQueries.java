package ai.scidex.catalog;

import ai.scidex.catalog.CodeGap.Missing;
import ai.scidex.metadata.Credentials;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the models whose code cannot be found again. */
@Singleton
final class CodeGapQueries {

    /** How many characters of what was said are repeated. */
    private static final int LONGEST_SAID = 1_000;

    /** A URL is what the schema takes for {@code external_source_url}. */
    static final String PAGE = """
            SELECT a.id, a.title, o.is_external = 1 AS is_external, m.missing,
                   pin_strength(o.is_external, v.code_commit_sha, v.external_source_version, a.metadata) AS pin_strength,
                   (SELECT jsonb_object_agg(k.key, left(a.metadata ->> k.key, 10000))
                      FROM unnest(ARRAY['code_repo_url', 'repo_url', 'repository', 'code_entrypoint', 'entrypoint',
                                        'training_script', 'code_commit_sha', 'commit_sha', 'git_sha', 'git_commit',
                                        'code_ref', 'git_ref', 'code_tag', 'git_tag', 'code_branch', 'git_branch',
                                        'external_source_url', 'external_source_version', 'revision']) AS k (key)
                     WHERE a.metadata ->> k.key IS NOT NULL)::TEXT AS said
              FROM (SELECT CAST(? AS TEXT) AS after,
                           '^(?!.*%(?![0-9A-Fa-f]{2}))[hH][tT][tT][pP][sS]?://'
                           '(?![^/?#]*\\.\\.)[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?(:[0-9]{1,5})?'
                           '(/[A-Za-z0-9._~!$&''()*+,;=:@%/-]*)?(\\?[A-Za-z0-9._~!$&''()*+,;=:@%/?-]*)?'
                           '(#[A-Za-z0-9._~!$&''()*+,;=:@%/?-]*)?$' AS url) f
             CROSS JOIN artifacts a
              LEFT JOIN model_versions v ON v.artifact_id = a.id
             CROSS JOIN LATERAL
                   (SELECT coalesce(v.is_external, (a.origin_type = 'external')::INTEGER, 0) AS is_external) o
             CROSS JOIN LATERAL
                   (SELECT array_remove(ARRAY[
                               CASE WHEN v.artifact_id IS NULL THEN 'model_version' END,
                               CASE WHEN o.is_external = 0 AND (v.code_repo_url ~ '\\S') IS NOT TRUE
                                    THEN 'code_repo_url' END,
                               CASE WHEN o.is_external = 0 AND v.code_commit_sha IS NULL
                                    THEN 'code_commit_sha' END,
                               CASE WHEN o.is_external = 0 AND (v.code_entrypoint ~ '\\S') IS NOT TRUE
                                    THEN 'code_entrypoint' END,
                               CASE WHEN o.is_external = 1 AND (a.origin_url ~ f.url) IS NOT TRUE
                                    THEN 'origin_url' END,
                               CASE WHEN o.is_external = 1 AND (v.external_source_url ~ f.url) IS NOT TRUE
                                    THEN 'external_source_url' END,
                               CASE WHEN o.is_external = 1
                                         AND ref_strength(v.external_source_version, 'tag') NOT IN ('commit', 'tag')
                                    THEN 'external_source_version' END], NULL) AS missing) m
             WHERE a.artifact_type = 'model'
               AND (f.after IS NULL OR a.id COLLATE "C" > f.after)
               AND m.missing <> '{}'
             ORDER BY a.id COLLATE "C"
             LIMIT ?
            """;

    private final JdbcOperations jdbc;

    CodeGapQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns a page of the gaps, in the order of the models' ids. */
    List<CodeGap> find(PageRequest page) {
        return jdbc.execute(connection -> {
            List<CodeGap> gaps = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
                ArtifactId after = page.after();
                statement.setString(1, after == null ? null : after.value());
                statement.setInt(2, page.size());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        gaps.add(gap(rows));
                    }
                }
            }
            return gaps;
        });
    }

    private static CodeGap gap(ResultSet row) throws SQLException {
        return new CodeGap(
                new ArtifactId(row.getString("id")),
                row.getString("title"),
                row.getBoolean("is_external"),
                missing((String[]) row.getArray("missing").getArray()),
                PinStrength.of(row.getString("pin_strength")),
                said(row.getString("said")));
    }

    private static List<Missing> missing(String[] names) {
        return Arrays.stream(names)
                .map(name -> Missing.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static Map<String, String> said(@Nullable String document) throws SQLException {
        Map<String, String> said = new HashMap<>();
        if (document != null) {
            try {
                for (Map.Entry<String, JsonNode> member :
                        MetadataJson.parse(document).properties()) {
                    // A password in a URL must not get into a log.
                    String text = Credentials.hide(member.getValue().textValue());
                    int end = text.offsetByCodePoints(0, Math.min(LONGEST_SAID, text.codePointCount(0, text.length())));
                    said.put(member.getKey(), text.substring(0, end));
                }
            } catch (JsonProcessingException e) {
                throw new SQLException("what the metadata says cannot be read: " + e.getOriginalMessage(), e);
            }
        }
        return said;
    }
}
