package ai.scidex.migration.schema;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Says, before anything is touched, what stands in the way of the migration. */
@Singleton
public final class Preflight {

    private static final int OLDEST_VERSION = 15;

    private final DataSource dataSource;

    Preflight(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /** Returns everything that was found, in the order in which to cure it. If nothing of it stops, the migration may begin. */
    public List<Finding> check() {
        try (Connection connection = dataSource.getConnection()) {
            ServerState state = ServerState.read(connection);
            List<Finding> findings = new ArrayList<>(ofServer(state));
            if (state.hasArtifacts()) {
                findings.addAll(ofArtifacts(state, TableColumn.of(connection, "artifacts")));
            }
            if (state.modelVersionsAreGuarded()) {
                findings.addAll(ofOurVersions(state, TableColumn.of(connection, "model_versions")));
            } else if (state.hasModelVersions()) {
                findings.addAll(EarlierVersions.check(connection, state));
            }
            if (!state.isMigrated()) {
                findings.addAll(TakenNames.check(connection, state));
            }
            if (findings.stream().noneMatch(Finding::stops)
                    && state.hasModelVersions()
                    && !state.modelVersionsAreGuarded()) {
                findings.addAll(EarlierRow.check(connection));
            }
            if (state.hasArtifacts()) {
                findings.addAll(ArtifactGuards.check(connection));
            }
            if (!state.isMigrated()) {
                findings.addAll(LongTransactions.check(connection, LongTransactions.LONG));
            }
            DiskSpace.check(connection).ifPresent(findings::add);
            return List.copyOf(findings);
        } catch (SQLException e) {
            throw new MigrationRefusedException("cannot look at the database: " + e.getMessage(), e);
        }
    }

    private static List<Finding> ofServer(ServerState state) {
        List<Finding> findings = new ArrayList<>();
        if (state.version() / 10_000 < OLDEST_VERSION) {
            findings.add(new Finding(
                    "the server is PostgreSQL %d".formatted(state.version() / 10_000),
                    "use PostgreSQL %d or newer".formatted(OLDEST_VERSION)));
        }
        if (state.isReplica()) {
            findings.add(new Finding("the server is a replica and takes no writes", "connect to the primary"));
        }
        if (state.isReadOnly() && !state.isReplica()) {
            findings.add(
                    new Finding(
                            "transactions of %s are read-only here".formatted(state.user()),
                            "ALTER ROLE or ALTER DATABASE … SET default_transaction_read_only = off, or connect as somebody who writes"));
        }
        if (state.schema() == null) {
            findings.add(new Finding(
                    "the schema does not exist, or %s may not use it".formatted(state.user()),
                    "create it, grant USAGE on it, or name another with --schema"));
        } else if (!state.canCreate() && !state.isMigrated()) {
            findings.add(new Finding(
                    "%s may not create tables in schema %s".formatted(state.user(), state.schema()),
                    "as its owner: GRANT CREATE ON SCHEMA %s TO %s".formatted(state.schema(), state.user())));
        }
        if (!state.canStage()) {
            findings.add(new Finding(
                    "%s may not create temporary tables, through which rows are written".formatted(state.user()),
                    "as its owner: grant TEMPORARY on this database to %s".formatted(state.user())));
        }
        return findings;
    }

    /** What others add to the table since the migration made it or took it over is theirs. */
    private static List<Finding> ofOurVersions(ServerState state, Map<String, TableColumn> actual) {
        List<Finding> findings = TableColumn.missing("model_versions", TableColumn.OF_MODEL_VERSIONS, actual);
        if (!state.modelVersionsHaveKey()) {
            findings.add(new Finding("model_versions.artifact_id is no key", "make it the primary key"));
        }
        return findings;
    }

    private static List<Finding> ofArtifacts(ServerState state, Map<String, TableColumn> actual) {
        List<Finding> findings = new ArrayList<>();
        if (!state.artifactsSchema().equals(state.schema())) {
            findings.add(new Finding(
                    "artifacts is in schema %s, but new tables would go to schema %s"
                            .formatted(state.artifactsSchema(), state.schema()),
                    "name the schema with --schema %s".formatted(state.artifactsSchema())));
        }
        findings.addAll(TableColumn.missing("artifacts", TableColumn.OF_ARTIFACTS, actual));
        if (!state.artifactsHaveUniqueId()) {
            findings.add(new Finding("artifacts.id is no key", "make it the primary key"));
        }
        if (!state.canUseArtifacts()) {
            findings.add(new Finding(
                    "%s lacks rights on artifacts".formatted(state.user()), "migrate as the owner of artifacts"));
        }
        if (!state.ownsArtifacts() && !state.isMigrated()) {
            findings.add(new Finding(
                    "%s does not own artifacts, so it may not create indexes on it".formatted(state.user()),
                    "migrate as the owner of artifacts"));
        }
        if (!state.seesEveryArtifact()) {
            findings.add(Finding.warning(
                    "artifacts has row security, which may keep models from %s".formatted(state.user()),
                    "migrate as a user to whom it does not apply"));
        }
        return findings;
    }
}
