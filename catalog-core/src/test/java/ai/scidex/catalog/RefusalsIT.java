package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsIT {

    private static final ModelRegistration FROZEN = ModelRegistration.of("Frozen", parse("""
            {"is_external": false, "framework": "scipy", "model_family": "biophysical", "parameter_count": 14,
             "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"r2": 1.10}}
            """));

    private TestDatabase database;
    private TestRole role;

    @BeforeEach
    void migrate() {
        database = TestDatabase.fresh().migrate();
        role = TestRole.in(database);
    }

    @AfterEach
    void drop() {
        role.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0001", "MC001", "42501"})
    void saysWhatATriggerRefusesWhateverItCallsThat(String state) {
        database.execute("""
                CREATE FUNCTION guard() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE '%% is frozen', NEW.title USING ERRCODE = '%s', HINT = 'thaw it';
                END $$;
                CREATE TRIGGER guard BEFORE INSERT ON artifacts FOR EACH ROW EXECUTE FUNCTION guard()
                """.formatted(state));

        assertThatThrownBy(() -> ModelCatalog.on(database.dataSource()).registerModel(FROZEN))
                .isInstanceOf(RefusedWriteException.class)
                .hasMessage("the database refuses it: Frozen is frozen; thaw it");
    }

    @Test
    void saysWhatRowSecurityRefuses() {
        grantAll();
        database.execute("""
                ALTER TABLE artifacts ENABLE ROW LEVEL SECURITY;
                CREATE POLICY thawed ON artifacts USING (true) WITH CHECK (title <> 'Frozen')
                """);

        assertThatThrownBy(() -> ModelCatalog.on(role.dataSource()).registerModel(FROZEN))
                .isInstanceOf(RefusedWriteException.class)
                .hasMessage(
                        "the database refuses it: new row violates row-level security policy for table \"artifacts\"");
    }

    @Test
    void doesNotTakeAMissingRightForARefusalOfTheRow() {
        grantAll();
        database.execute("REVOKE INSERT ON artifacts FROM " + role.name());

        assertThat(catchThrowable(() -> ModelCatalog.on(role.dataSource()).registerModel(FROZEN)))
                .hasMessageContaining("permission denied for table artifacts")
                .isNotInstanceOf(CatalogException.class);
    }

    private void grantAll() {
        database.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role.name());
    }
}
