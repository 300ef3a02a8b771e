package ai.scidex.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text                | " scipy "          | "scipy"
            dataset-name        | [" ADNI ", "B"]    | ["ADNI", "B"]
            url                 | "https://a.org\\n" | "https://a.org"
            settings            | {"lr": 0.10}       | {"lr": 0.10}
            commit-sha          | " ABCDEF "         | "abcdef"
            flag                | 1.0                | true
            flag                | "false"            | false
            origin-type         | " external "       | true
            origin-type         | "internal"         | false
            whole-number        | "1,234"            | 1234
            whole-number        | "12 345"           | 12345
            whole-number        | 1234.0             | 1234
            whole-number        | " 0042 "           | 42
            metrics             | {"a": "0.910"}     | {"a": 0.910}
            metrics             | {"a": " 1e-3 "}    | {"a": 0.001}
            metrics             | {"a": {"value": "0.90", "n": 5}} | {"a": {"value": 0.90, "n": 5}}
            utc-time            | "2026-05-01T10:00:00+02:00"      | "2026-05-01T08:00:00Z"
            utc-time            | "2026-05-01 10:00z"              | "2026-05-01T10:00:00Z"
            utc-time            | "2026-05-01T10:00:00.5-0500"     | "2026-05-01T15:00:00.500000Z"
            utc-time            | "2026-05-01T10:00:00.123456000-05" | "2026-05-01T15:00:00.123456Z"
            model-family-name   | "ODE"              | "biophysical"
            model-family-name   | " Neural-Network " | "deep_learning"
            model-family-name   | "Linear_regression" | "statistical"
            model-family-name   | "heuristic"        | "rule_based"
            solver-library      | " scipy.integrate" | "scipy"
            counted-parameters  | {"a": 1, "b": 2}   | 2
            counted-parameters  | [1, 2]             | 2
            """)
    void holds(String rule, String said, String value) {
        assertThat(claim(rule, "/key", said, value, "{}").holds()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text                | "scipy"            | "Scipy"
            text                | "a b"              | "ab"
            dataset-name        | ["ADNI", "B"]      | ["B", "ADNI"]
            dataset-name        | ["ADNI", "B"]      | ["ADNI"]
            settings            | {"lr": 0.10}       | {"lr": 0.1}
            settings            | {"lr": 0.10}       | {}
            commit-sha          | "abcdef"           | "abcdee"
            flag                | 0                  | true
            flag                | "true"             | false
            flag                | "yes"              | false
            origin-type         | "derived"          | true
            whole-number        | "1,234"            | 1235
            whole-number        | 1234               | 12340
            whole-number        | "1.2M"             | 1200000
            metrics             | {"a": "0.910"}     | {"a": 0.91}
            metrics             | {"a": 0.910}       | {"a": 0.91}
            metrics             | {"a": 0.9}         | {"b": 0.9}
            metrics             | {"a": 0.9}         | {"a": 0.9, "b": 1}
            metrics             | {"a": {"value": 1, "n": 5}} | {"a": {"value": 1, "n": 6}}
            metrics             | {"a": {"value": 1, "n": 5}} | {"a": {"value": 1}}
            metrics             | {"a": {"value": 1}}| {"a": 1}
            metrics             | {"a": "high"}      | {"a": 1}
            metrics             | 7                  | {"a": 1}
            utc-time            | "2026-05-01T10:00:00+02:00" | "2026-05-01T10:00:00Z"
            utc-time            | "2026-05-01T10:00:00"       | "2026-05-01T10:00:00Z"
            utc-time            | "last spring"      | "2026-05-01T10:00:00Z"
            model-family-name   | "ODE"              | "ode"
            model-family-name   | "ODE"              | "statistical"
            model-family-name   | "whatever"         | "biophysical"
            model-family-name   | 7                  | "biophysical"
            solver-library      | "LSODA"            | "scipy"
            solver-library      | "scipy.integrate"  | "sci"
            solver-library      | "scipy.integrate"  | ""
            counted-parameters  | {"a": 1, "b": 2}   | 4
            counted-parameters  | {"a": 1, "b": 2}   | 3
            counted-parameters  | {"a": 1, "b": 2}   | 1
            somebody-elses-rule | 1                  | 1
            """)
    void doesNotHold(String rule, String said, String value) {
        assertThat(claim(rule, "/key", said, value, "{}").holds()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"coefficients": [1, 2]}                            | /coefficients | 2 | true
            {"coefficients": [1, 2], "intercept": 0}            | /coefficients | 3 | true
            {"coefficients": [1, 2], "intercept": 0}            | /coefficients | 2 | false
            {"coefficients": [1, 2]}                            | /coefficients | 3 | false
            {"coefficients": [1, 2], "intercept": "n/a"}        | /coefficients | 3 | false
            {"parameters": [1, 2], "intercept": 0}              | /parameters   | 2 | true
            {"parameters": [1, 2], "intercept": 0}              | /parameters   | 3 | false
            """)
    void countsAnInterceptOnlyWhereThereIsOne(String document, String source, String value, boolean holds) {
        String said = TestJson.parse(document).at(source).toString();

        assertThat(claim("counted-parameters", source, said, value, document).holds())
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"equations": "e", "species": "s"}                   | /equations  | "biophysical"   | true
            {"layers": 3, "hidden_dims": [8]}                    | /layers     | "deep_learning" | true
            {"coefficients": [1], "fit_metrics": {}}             | /coefficients | "statistical" | true
            {"equations": "e", "species": "s"}                   | /equations  | "statistical"   | false
            {"equations": "e", "species": "TBD"}                 | /equations  | "biophysical"   | false
            {"equations": "e"}                                   | /equations  | "biophysical"   | false
            {"equations": "e", "species": "s", "layers": 3}      | /equations  | "biophysical"   | false
            {"equations": "e", "species": "s", "title": "t"}     | /title      | "biophysical"   | false
            {"rules": "r", "heuristic": "h"}                     | /rules      | "rule_based"    | false
            """)
    void findsAFamilyByTwoKeysOfItAndNoneOfAnother(String document, String source, String value, boolean holds) {
        String said = TestJson.parse(document).at(source).toString();

        assertThat(claim("keys-of-one-family", source, said, value, document).holds())
                .isEqualTo(holds);
    }

    private static Claim claim(String rule, String source, String said, String value, String document) {
        return new Claim(rule, source, TestJson.parse(said), TestJson.parse(value), TestJson.parse(document));
    }
}
