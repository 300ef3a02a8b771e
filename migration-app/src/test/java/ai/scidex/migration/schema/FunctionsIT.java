package ai.scidex.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.MigratedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No function of ours can be made to call somebody else's. */
class FunctionsIT {

    private static MigratedDatabase database;

    @BeforeAll
    static void create() {
        database = MigratedDatabase.empty();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    /** The body of a function that is an expression was bound when it was made; temporary objects are looked for last. */
    @Test
    void eachFunctionIsBoundOrHasItsOwnSearchPath() {
        assertThat(functions("""
                prosqlbody IS NULL
                AND NOT EXISTS (SELECT FROM unnest(proconfig) AS c (setting)
                                 WHERE setting ~ '^search_path=pg_catalog, (.*, )?pg_temp$')
                """)).isEmpty();
        assertThat(functions("prosqlbody IS NOT NULL")).contains("linked_pin").contains("said_pin");
        assertThat(functions("prosqlbody IS NULL")).contains("model_time").contains("refuse_change");
    }

    @Test
    void theOneThatHasTheRightsOfItsOwnerCanBeCalledByNobody() {
        assertThat(functions("prosecdef")).isEqualTo("record_promotion");
        assertThat(database.query("SELECT has_function_privilege('public', 'record_promotion()', 'EXECUTE')"))
                .isEqualTo("f");
    }

    private static String functions(String condition) {
        return database.query("""
                SELECT coalesce(string_agg(proname, ' ' ORDER BY proname), '')
                  FROM pg_proc
                 WHERE pronamespace = 'public'::REGNAMESPACE
                   AND %s
                """.formatted(condition));
    }
}
