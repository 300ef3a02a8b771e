package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.validation.TextForms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database takes a revision for; where the code has a word for it, both must say the same. */
class RefStrengthIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    /** From these, and what is done to them, all sorts of revisions are made. */
    private static final List<String> WORDS = List.of(
            "main",
            "master",
            "head",
            "latest",
            "dev",
            "develop",
            "nightly",
            "trunk",
            "tbd",
            "todo",
            "n/a",
            "none",
            "null",
            "unknown",
            "?",
            "-",
            "[more information needed]",
            "not_disclosed",
            "stable",
            "feature/x",
            "v1",
            "1.2.3",
            "v2.0-rc.1",
            "2026-11-24",
            "refs/heads/main",
            "refs/heads/1.0",
            "refs/tags/v1",
            "refs/tags/main",
            "refs/pull/7/head",
            "origin/main",
            "abc1234",
            "1234567",
            "abcdef",
            "0123456789abcdef0123456789abcdef01234567",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "");

    private static final String WHITE_SPACE =
            "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff";

    private static final String OTHERS = "abcdefgHIJ0123456789./-_+vV \u00e9\u212a\u0663\ud835\udc19";

    @BeforeAll
    static void migrate() {
        DATABASE.migrate();
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "NULL, none",
                "'', none",
                "' \u3000', none",
                "TBD, none",
                "not_disclosed, none",
                "0123456789abcdef0123456789abcdef01234567, commit",
                "0123456789ABCDEF0123456789abcdef01234567, commit",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, commit",
                "abc1234, short_sha",
                "0123456789abcdef0123456789abcdef0123456, short_sha",
                "main, branch",
                "' HEAD ', branch",
                "latest, branch",
                "refs/heads/v1.0, branch",
                "refs/pull/7/head, branch",
                "refs/tags/latest, branch",
                "refs/tags/stable, tag",
                "v1.2.3, tag",
                "1.0-rc.1, tag",
                "2026-11-24, tag",
                "1234567, tag",
                "12345678901234567890123456789012345678901, tag",
                "stable, name",
                "feature/x, name",
                "origin/main, name",
                "3d-unet, name",
                "abcdef, name"
            })
    void tellsHowFirmlyATextNamesARevision(@Nullable String ref, String strength) throws SQLException {
        assertThat(strengths(Collections.singletonList(ref))).containsExactly(strength);
    }

    @Test
    void agreesWithTheCodeOnDistortedRevisions() throws SQLException {
        List<String> refs = distortedRefs();

        assertThat(strengths(refs))
                .isEqualTo(refs.stream().map(RefStrengthIT::asTheCodeSays).toList());
    }

    private static String asTheCodeSays(String ref) {
        String name = TextForms.trim(ref);
        boolean isTag = foldedAscii(name).startsWith("refs/tags/");
        if (TextForms.isBlank(ref) || TextForms.isPlaceholder(ref) || TextForms.isNotDisclosed(ref)) {
            return "none";
        }
        if (TextForms.isCommitSha(name)) {
            return "commit";
        }
        if (TextForms.isShortSha(name)) {
            return "short_sha";
        }
        // After the prefix nothing is trimmed any more.
        if (isTag && name.length() > 10 && !TextForms.isBlank(name.substring(10, 11))) {
            return TextForms.isMovingRef(name.substring(10)) ? "branch" : "tag";
        }
        if (TextForms.isMovingRef(name)) {
            return "branch";
        }
        if (foldedAscii(name).startsWith("refs/")) {
            return isTag ? "tag" : "branch";
        }
        return name.matches("[vV]?[0-9]+([._+-][0-9a-zA-Z]+)*") ? "tag" : "name";
    }

    private static String foldedAscii(String text) {
        return text.replace("\u212a", "\u0000").toLowerCase(Locale.ROOT);
    }

    private static List<String> distortedRefs() {
        Random random = new Random(20_261_126);
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder ref = new StringBuilder(WORDS.get(random.nextInt(WORDS.size())));
            for (int edits = random.nextInt(3); edits > 0 && ref.length() > 0; edits--) {
                int at = random.nextInt(ref.length());
                char now = ref.charAt(at);
                switch (random.nextInt(4)) {
                    case 0 -> ref.deleteCharAt(at);
                    case 1 -> ref.setCharAt(at, Character.toUpperCase(now));
                    default -> ref.insert(at, one(random, OTHERS));
                }
            }
            for (int spaces = random.nextInt(3); spaces > 0; spaces--) {
                ref.insert(random.nextBoolean() ? 0 : ref.length(), one(random, WHITE_SPACE));
            }
            refs.add(ref.toString());
        }
        return refs;
    }

    /** Returns a whole character, of two units or one. */
    private static String one(Random random, String of) {
        int[] characters = of.codePoints().toArray();
        return Character.toString(characters[random.nextInt(characters.length)]);
    }

    private static List<@Nullable String> strengths(List<@Nullable String> refs) throws SQLException {
        List<@Nullable String> strengths = new ArrayList<>();
        try (Connection connection = DATABASE.connection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT ref_strength(ref, 'name')
                          FROM unnest(CAST(? AS TEXT[])) WITH ORDINALITY AS r (ref, number)
                         ORDER BY number
                        """)) {
            statement.setArray(1, connection.createArrayOf("text", refs.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    strengths.add(rows.getString(1));
                }
            }
        }
        return strengths;
    }
}
