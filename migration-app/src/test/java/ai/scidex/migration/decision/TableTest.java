package ai.scidex.migration.decision;

import static ai.scidex.migration.decision.Legacy.KNOWN;
import static ai.scidex.migration.decision.Legacy.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of the rules, row by row. Each line is what the metadata says of a field, beside otherwise complete
 * metadata, and what is decided.
 */
class TableTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            {"is_external": true}     | NULL     | true from /is_external
            {"is_external": false}    | NULL     | false from /is_external
            {"is_external": 1}        | NULL     | true from /is_external
            {"is_external": 0}        | NULL     | false from /is_external
            {"is_external": 1.0}      | NULL     | true from /is_external
            {"is_external": "true"}   | NULL     | true from /is_external
            {"is_external": " false"} | NULL     | false from /is_external
            {"is_external": "True"}   | NULL     | held unparseable, "True" from /is_external
            {"is_external": "1"}      | NULL     | held unparseable, "1" from /is_external
            {"is_external": 2}        | NULL     | held unparseable, 2 from /is_external
            {"is_external": []}       | NULL     | held unparseable, [] from /is_external
            {}                        | internal | false from origin_type (column)
            {}                        | external | true from origin_type (column)
            {}                        | ` internal ` | false from origin_type (column)
            {}                        | derived  | held missing
            {}                        | unknown  | held missing
            {}                        | NULL     | held missing
            {}                        | imported | held unparseable, "imported" from origin_type (column)
            {"is_external": true}     | external | true from /is_external
            {"is_external": true}     | derived  | true from /is_external
            {"is_external": null}     | external | true from origin_type (column)
            {"is_external": "yes"}    | external | held conflict, "yes" from /is_external, true from origin_type (column)
            {"is_external": true}     | internal | held conflict, true from /is_external, false from origin_type (column)
            {"external_source_url": "https://a.org"}                            | NULL     | held missing
            {"is_external": false, "external_source_url": "https://a.org"}      | NULL     | held conflict, false from /is_external, true from /external_source_url
            {"is_external": 0, "external_source_url": "https://a.org"}          | internal | held conflict, false from /is_external, false from origin_type (column), true from /external_source_url
            {"is_external": false, "external_source_version": "TBD"}            | NULL     | false from /is_external
            {"is_external": false, "revision": "v1"}                            | NULL     | false from /is_external
            {"external_source_version": 3}                                      | internal | held conflict, false from origin_type (column), true from /external_source_version
            """)
    void readsIsExternal(String members, String originType, String expected) {
        ObjectNode metadata = with(Legacy.internal(), Field.IS_EXTERNAL, members);
        LegacyArtifact artifact = Legacy.artifact(originType, null, metadata, null);

        assertThat(told(Rules.decide(artifact, KNOWN), Field.IS_EXTERNAL)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model_family": "statistical"}         | "statistical" from /model_family
            {"family": "Deep Learning"}             | "deep_learning" from /family
            {"family": "deep-learning"}             | "deep_learning" from /family
            {"family": " RULE_BASED "}              | "rule_based" from /family
            {"family": "ODE"}                       | "biophysical" from /family
            {"family": "mechanistic"}               | "biophysical" from /family
            {"family": "neural network"}            | "deep_learning" from /family
            {"family": "dl"}                        | "deep_learning" from /family
            {"family": "logistic_regression"}       | "statistical" from /family
            {"family": "linear-regression"}         | "statistical" from /family
            {"family": "stats"}                     | "statistical" from /family
            {"family": "rules"}                     | "rule_based" from /family
            {"family": "heuristic"}                 | "rule_based" from /family
            {"model_family": "ode", "family": "biophysical"}   | "biophysical" from /model_family
            {"model_family": "ode", "family": "stats"}         | held conflict, "biophysical" from /model_family, "statistical" from /family
            {"family": "transformer"}               | held unrecognised, "transformer" from /family
            {"family": 3}                           | held unparseable, 3 from /family
            {"model_family": "ode", "family": "transformer"}   | held conflict, "biophysical" from /model_family, "transformer" from /family
            {"equations": ["dx = 1"], "species": ["x"]}        | "biophysical" from /equations
            {"reactions": ["a -> b"], "steady_states": {}}     | "biophysical" from /reactions
            {"layers": 3, "checkpoint_path": "a.pt"}           | "deep_learning" from /checkpoint_path
            {"layer_config": {}, "hidden_dims": [8]}           | "deep_learning" from /layer_config
            {"coefficients": {"age": 1}, "intercept": 0}       | "statistical" from /coefficients
            {"intercept": 0, "fit_metrics": {"r2": 1}}         | "statistical" from /intercept
            {"equations": ["dx = 1"]}                          | held missing
            {"equations": ["dx = 1"], "species": null}         | held missing
            {"equations": ["dx = 1"], "solver": "TBD"}         | held missing
            {"equations": ["dx = 1"], "species": ["x"], "layers": 3} | held ambiguous, "biophysical" from /equations, "biophysical" from /species, "deep_learning" from /layers
            {"solver": "LSODA", "intercept": 1}                | held ambiguous, "biophysical" from /solver, "statistical" from /intercept
            {"family": "x", "equations": [1], "species": [1]}  | held unrecognised, "x" from /family
            {"family": "stats", "equations": [1], "species": [1]} | "statistical" from /family
            {}                                                 | held missing
            """)
    void readsTheModelFamily(String members, String expected) {
        assertThat(told(internal(Field.MODEL_FAMILY, members), Field.MODEL_FAMILY))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"framework": "pytorch"}                      | "pytorch" from /framework
            {"library": " pytorch "}                      | "pytorch" from /library
            {"library_name": "transformers"}              | "transformers" from /library_name
            {"library": "a", "library_name": " a"}        | "a" from /library
            {"library": "PyTorch", "library_name": "pytorch"} | held conflict, "PyTorch" from /library, "pytorch" from /library_name
            {"framework": {"name": "scipy"}}              | held unparseable, {"name":"scipy"} from /framework
            {"framework": "N/A", "library": "numpy"}      | "numpy" from /library
            {"solver": "scipy.integrate.odeint"}          | "scipy" from /solver
            {"solver": " scipy "}                         | "scipy" from /solver
            {"solver": "LSODA from scipy"}                | held missing
            {"solver": {"name": "scipy"}}                 | held missing
            {"solver": "scipy", "framework": "julia"}     | "julia" from /framework
            {}                                            | held missing
            """)
    void readsTheFramework(String members, String expected) {
        assertThat(told(internal(Field.FRAMEWORK, members), Field.FRAMEWORK)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"parameter_count": 1234}             | 1234 from /parameter_count
            {"parameter_count": 1234.0}           | 1234.0 from /parameter_count
            {"n_parameters": 1234.0}              | 1234 from /n_parameters
            {"num_parameters": 0}                 | 0 from /num_parameters
            {"num_params": 9007199254740991}      | 9007199254740991 from /num_params
            {"n_parameters": "1234"}              | 1234 from /n_parameters
            {"n_parameters": " 0042 "}            | 42 from /n_parameters
            {"n_parameters": "1,234"}             | 1234 from /n_parameters
            {"n_parameters": "110,000,000"}       | 110000000 from /n_parameters
            {"n_parameters": "1_234_567"}         | 1234567 from /n_parameters
            {"n_parameters": "12 345"}            | 12345 from /n_parameters
            {"parameter_count": "1,234", "num_params": 1234} | 1234 from /parameter_count
            {"parameter_count": 1234, "num_params": 1235}    | held conflict, 1234 from /parameter_count, 1235 from /num_params
            {"parameter_count": 1234, "num_params": "1.2k"}  | held conflict, 1234 from /parameter_count, "1.2k" from /num_params
            {"n_parameters": "1.2M"}              | held unparseable, "1.2M" from /n_parameters
            {"n_parameters": "~5000"}             | held unparseable, "~5000" from /n_parameters
            {"n_parameters": "1,2345"}            | held unparseable, "1,2345" from /n_parameters
            {"n_parameters": "1,234_567"}         | held unparseable, "1,234_567" from /n_parameters
            {"n_parameters": "0,123"}             | held unparseable, "0,123" from /n_parameters
            {"n_parameters": "1,234,"}            | held unparseable, "1,234," from /n_parameters
            {"n_parameters": "12.0"}              | held unparseable, "12.0" from /n_parameters
            {"n_parameters": "-5"}                | held unparseable, "-5" from /n_parameters
            {"n_parameters": "١٢"}                | held unparseable, "١٢" from /n_parameters
            {"n_parameters": -5}                  | held unparseable, -5 from /n_parameters
            {"n_parameters": 1.5}                 | held unparseable, 1.5 from /n_parameters
            {"n_parameters": 0.5}                 | held unparseable, 0.5 from /n_parameters
            {"n_parameters": 9007199254740992}    | held unparseable, 9007199254740992 from /n_parameters
            {"n_parameters": "9007199254740992"}  | held unparseable, "9007199254740992" from /n_parameters
            {"n_parameters": true}                | held unparseable, true from /n_parameters
            {"model_family": "biophysical", "parameters": {"k1": {"value": 1}, "k2": {"value": 2}}} | 2 from /parameters
            {"model_family": "statistical", "parameters": {"k1": 1}}                                | held missing
            {"model_family": "biophysical", "parameters": {}}                                       | held missing
            {"model_family": "biophysical", "parameters": 12}                                       | held unparseable, 12 from /parameters
            {"model_family": "biophysical", "parameters": {"g": {"a": 1, "b": 2}}}                  | held unparseable, {"g":{"a":1,"b":2}} from /parameters
            {"model_family": "biophysical", "parameters": {"a": null, "b": "TBD"}}                  | held unparseable, {"a":null,"b":"TBD"} from /parameters
            {"model_family": "biophysical", "parameters": {"k1": 1}, "num_params": 5}               | 5 from /num_params
            {"model_family": "statistical", "coefficients": {"age": 0.1, "apoe4": 0.2}}             | 2 from /coefficients
            {"model_family": "statistical", "coefficients": [0.1, 0.2], "intercept": -1.5}          | 3 from /coefficients
            {"model_family": "statistical", "coefficients": [0.1, 0.2], "intercept": null}          | 2 from /coefficients
            {"model_family": "statistical", "coefficients": [0.1, 0.2], "intercept": "0.5"}         | held unparseable, "0.5" from /intercept
            {"model_family": "statistical", "coefficients": [[0.1], [0.2]]}                         | held unparseable, [[0.1],[0.2]] from /coefficients
            {"model_family": "deep_learning", "coefficients": [1]}                                  | held missing
            {"model_family": "who knows", "parameters": {"k1": 1}}                                  | held missing
            """)
    void readsTheParameterCount(String members, String expected) {
        assertThat(told(internal(Field.PARAMETER_COUNT, members), Field.PARAMETER_COUNT))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"training_data": "ADNI"}                         | "ADNI" from /training_data
            {"training_data": ["ADNI", "ROSMAP"]}             | ["ADNI","ROSMAP"] from /training_data
            {"training_dataset": " ADNI "}                    | "ADNI" from /training_dataset
            {"trained_on": [" ADNI "]}                        | ["ADNI"] from /trained_on
            {"training_dataset": "ADNI", "trained_on": "ROSMAP"}  | held conflict, "ADNI" from /training_dataset, "ROSMAP" from /trained_on
            {"training_data": "ADNI", "trained_on": ["ADNI"]}     | held conflict, "ADNI" from /training_data, ["ADNI"] from /trained_on
            {"training_data": "ADNI", "training_dataset_id": "dataset-1"} | "dataset-1" from /training_dataset_id
            {"training_data": "ADNI", "training_dataset_id": 1}   | held unparseable, "ADNI" from /training_data, 1 from /training_dataset_id
            {"training_data": []}                             | held unparseable, [] from /training_data
            {"training_data": ["ADNI", "TBD"]}                | held unparseable, ["ADNI","TBD"] from /training_data
            {"training_data": ["ADNI", null]}                 | held unparseable, ["ADNI",null] from /training_data
            {"training_data": ["not_disclosed"]}              | held unparseable, ["not_disclosed"] from /training_data
            {"training_data": {"name": "ADNI"}}               | held unparseable, {"name":"ADNI"} from /training_data
            {"training_data": "not_disclosed"}                | held missing
            {"training_data": "not_disclosed", "trained_on": "ADNI"} | "ADNI" from /trained_on
            {"dataset": "ADNI"}                               | held ambiguous, "ADNI" from /dataset
            {"data": ["a"], "dataset": "ADNI"}                | held ambiguous, "ADNI" from /dataset, ["a"] from /data
            {"dataset": "ADNI", "trained_on": "ROSMAP"}       | "ROSMAP" from /trained_on
            {"dataset": "TBD"}                                | held missing
            {}                                                | held missing
            """)
    void readsTheTrainingData(String members, String expected) {
        assertThat(told(internal(Field.TRAINING_DATA, members), Field.TRAINING_DATA))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"evaluation_dataset": "ADNI"}                     | "ADNI" from /evaluation_dataset
            {"eval_dataset": "ADNI"}                           | "ADNI" from /eval_dataset
            {"test_dataset": "ADNI"}                           | "ADNI" from /test_dataset
            {"evaluation_dataset_id": "dataset-1"}             | "dataset-1" from /evaluation_dataset_id
            {"evaluation_dataset_id": "dataset-1", "eval_dataset": "ADNI", "test_dataset": "x"} | "dataset-1" from /evaluation_dataset_id
            {"evaluation_dataset": ["ADNI"]}                   | held unparseable, ["ADNI"] from /evaluation_dataset
            {"evaluation_dataset": "not_disclosed"}            | held missing
            {"dataset": "ADNI"}                                | held ambiguous, "ADNI" from /dataset
            {}                                                 | held missing
            """)
    void readsTheEvaluationDataset(String members, String expected) {
        assertThat(told(internal(Field.EVALUATION_DATASET, members), Field.EVALUATION_DATASET))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"evaluation_metrics": {"auc": 0.910}}             | {"auc":0.910} from /evaluation_metrics
            {"eval_metrics": {"auc": {"value": 0.9, "n": 5}}}  | {"auc":{"value":0.9,"n":5}} from /eval_metrics
            {"eval_metrics": {"auc": "0.910"}}                 | {"auc":0.910} from /eval_metrics
            {"eval_metrics": {"auc": " 1e-3 "}}                | {"auc":0.001} from /eval_metrics
            {"eval_metrics": {"auc": {"value": "0.90", "ci": "0.8 to 1"}}} | {"auc":{"value":0.90,"ci":"0.8 to 1"}} from /eval_metrics
            {"evaluation_metrics": {"a": 0.90, "b": 1}, "eval_metrics": {"b": "1.0", "a": 0.9}} | {"a":0.90,"b":1} from /evaluation_metrics
            {"evaluation_metrics": {"a": 0.9}, "eval_metrics": {"a": 0.8}} | held conflict, {"a":0.9} from /evaluation_metrics, {"a":0.8} from /eval_metrics
            {"eval_metrics": {"auc": "0.91 ± 0.02"}}           | held unparseable, {"auc":"0.91 ± 0.02"} from /eval_metrics
            {"eval_metrics": {"auc": "91%"}}                   | held unparseable, {"auc":"91%"} from /eval_metrics
            {"eval_metrics": {"auc": ".9"}}                    | held unparseable, {"auc":".9"} from /eval_metrics
            {"eval_metrics": {"auc": "+0.9"}}                  | held unparseable, {"auc":"+0.9"} from /eval_metrics
            {"eval_metrics": {"auc": "NaN"}}                   | held unparseable, {"auc":"NaN"} from /eval_metrics
            {"eval_metrics": {"auc": "1e999999"}}              | held unparseable, {"auc":"1e999999"} from /eval_metrics
            {"eval_metrics": {"auc": "1e-99999"}}              | held unparseable, {"auc":"1e-99999"} from /eval_metrics
            {"eval_metrics": {"auc": "true"}}                  | held unparseable, {"auc":"true"} from /eval_metrics
            {"eval_metrics": {"auc": 0.9, "f1": null}}         | held unparseable, {"auc":0.9,"f1":null} from /eval_metrics
            {"eval_metrics": {"auc": {"mean": 0.9}}}           | held unparseable, {"auc":{"mean":0.9}} from /eval_metrics
            {"eval_metrics": {"auc": [0.9]}}                   | held unparseable, {"auc":[0.9]} from /eval_metrics
            {"eval_metrics": {}}                               | held unparseable, {} from /eval_metrics
            {"eval_metrics": 0.9}                              | held unparseable, 0.9 from /eval_metrics
            {"metrics": {"auc": 0.9}}                          | held ambiguous, {"auc":0.9} from /metrics
            {"fit_metrics": {"r2": 1}, "training_metrics": {"loss": 2}} | held ambiguous, {"r2":1} from /fit_metrics, {"loss":2} from /training_metrics
            {"metrics": {"auc": 0.9}, "eval_metrics": {"auc": 0.8}} | {"auc":0.8} from /eval_metrics
            {}                                                 | held missing
            """)
    void readsTheEvaluationMetrics(String members, String expected) {
        Decision decision = internal(Field.EVALUATION_METRICS, members);

        assertThat(told(decision, Field.EVALUATION_METRICS)).isEqualTo(expected);
        assertThat(told(decision, Field.EVAL_METRICS_JSON))
                .isEqualTo(expected.startsWith("held") ? "absent" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"benchmark_id": " b-1 "}                               | "b-1" from /benchmark_id
            {"evaluation_benchmark_id": "b-1"}                      | "b-1" from /evaluation_benchmark_id
            {"benchmark_id": "b-1", "evaluation_benchmark_id": "b-2"} | held conflict, "b-1" from /benchmark_id, "b-2" from /evaluation_benchmark_id
            {"benchmark_id": 7}                                     | held unparseable, 7 from /benchmark_id
            {"benchmark_id": "none"}                                | absent
            {}                                                      | absent
            """)
    void readsTheBenchmark(String members, String expected) {
        assertThat(told(internal(Field.BENCHMARK_ID, members), Field.BENCHMARK_ID))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"base_model_id": "model-1"}                       | "model-1" from /base_model_id
            {"base_model": " model-1 "}                        | "model-1" from /base_model
            {"fine_tuned_from": "model-2"}                     | "model-2" from /fine_tuned_from
            {"base_model": "bert-base"}                        | held unresolved, "bert-base" from /base_model
            {"base_model": "dataset-1"}                        | held unresolved, "dataset-1" from /base_model
            {"base_model": "model-under-test"}                 | held unresolved, "model-under-test" from /base_model
            {"base_model": {"id": "model-1"}}                  | held unparseable, {"id":"model-1"} from /base_model
            {"base_model": "model-1", "fine_tuned_from": "model-2"}  | held conflict, "model-1" from /base_model, "model-2" from /fine_tuned_from
            {"base_model": "bert", "fine_tuned_from": "model-2"}     | held conflict, "bert" from /base_model, "model-2" from /fine_tuned_from
            {"base_model_id": "model-1", "base_model": "bert"}       | "model-1" from /base_model_id
            {}                                                 | absent
            """)
    void readsTheBaseModel(String members, String expected) {
        assertThat(told(internal(Field.BASE_MODEL_ID, members), Field.BASE_MODEL_ID))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"training_config": {"lr": 0.10}}                  | {"lr":0.10} from /training_config
            {"hyperparameters": {}}                            | {} from /hyperparameters
            {"training_params": {"lr": null}}                  | {"lr":null} from /training_params
            {"training_params": {"lr": 1}, "hyperparameters": {"lr": 1.0}} | {"lr":1.0} from /hyperparameters
            {"training_params": {"lr": 1}, "hyperparameters": {"lr": 2}}   | held conflict, {"lr":2} from /hyperparameters, {"lr":1} from /training_params
            {"hyperparameters": "lr=0.1"}                      | held unparseable, "lr=0.1" from /hyperparameters
            {"hyperparameters": [{"lr": 1}]}                   | held unparseable, [{"lr":1}] from /hyperparameters
            {}                                                 | absent
            """)
    void readsTheTrainingConfig(String members, String expected) {
        Decision decision = internal(Field.TRAINING_CONFIG, members);

        assertThat(told(decision, Field.TRAINING_CONFIG)).isEqualTo(expected);
        assertThat(told(decision, Field.TRAINING_PARAMS_JSON))
                .isEqualTo(expected.startsWith("held") ? "absent" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            {"external_source_url": "https://a.org/m"}      | NULL            | "https://a.org/m" from /external_source_url
            {}                                              | https://a.org/m | "https://a.org/m" from origin_url (column)
            {"_origin": {"url": " https://a.org/m "}}       | NULL            | "https://a.org/m" from /_origin/url
            {"_origin": {"url": "https://a.org/m"}}         | https://a.org/m | "https://a.org/m" from origin_url (column)
            {"_origin": {"url": "https://a.org/m"}}         | https://b.org/m | held conflict, "https://b.org/m" from origin_url (column), "https://a.org/m" from /_origin/url
            {"external_source_url": "https://a.org/m"}      | hf://m          | held conflict, "https://a.org/m" from /external_source_url, "hf://m" from origin_url (column)
            {"external_source_url": "HTTP://a.org:80?x=%20#y"} | NULL         | "HTTP://a.org:80?x=%20#y" from /external_source_url
            {"external_source_url": "a.org/m"}              | NULL            | held unparseable, "a.org/m" from /external_source_url
            {"external_source_url": "ftp://a.org/m"}        | NULL            | held unparseable, "ftp://a.org/m" from /external_source_url
            {"external_source_url": "https:///m"}           | NULL            | held unparseable, "https:///m" from /external_source_url
            {"external_source_url": "https://a.org/a b"}    | NULL            | held unparseable, "https://a.org/a b" from /external_source_url
            {"external_source_url": "https://u@a.org/m"}    | NULL            | held unparseable, "https://u@a.org/m" from /external_source_url
            {"external_source_url": "https://u:p@a.org/m"}  | NULL            | held unparseable, "https://u:p@a.org/m" from /external_source_url
            {"_origin": "https://a.org/m"}                  | NULL            | held missing
            {"external_source_url": "TBD"}                  | `?`             | held missing
            {}                                              | NULL            | held missing
            """)
    void readsTheSourceOfAnExternalModel(String members, String originUrl, String expected) {
        ObjectNode metadata = with(Legacy.external(), Field.EXTERNAL_SOURCE_URL, members);
        LegacyArtifact artifact = Legacy.artifact("external", originUrl, metadata, null);

        assertThat(told(Rules.decide(artifact, KNOWN), Field.EXTERNAL_SOURCE_URL))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"external_source_version": "v1.0"}      | "v1.0" from /external_source_version
            {"revision": " 2024-05-01 "}             | "2024-05-01" from /revision
            {"revision": "20240501"}                 | "20240501" from /revision
            {"revision": "4F1C2AB0D9E87356C1B2A3948576F0E1D2C3B4A5"} | "4F1C2AB0D9E87356C1B2A3948576F0E1D2C3B4A5" from /revision
            {"external_source_version": "v1", "revision": "v2"} | held conflict, "v1" from /external_source_version, "v2" from /revision
            {"external_source_version": "v1", "revision": "main"} | held conflict, "v1" from /external_source_version, "main" from /revision
            {"revision": "main"}                     | held moving_ref, "main" from /revision
            {"revision": "HEAD\\n"}                  | held moving_ref, "HEAD\\n" from /revision
            {"revision": "4f1c2ab"}                  | held short_sha, "4f1c2ab" from /revision
            {"revision": 3}                          | held unparseable, 3 from /revision
            {}                                       | held missing
            """)
    void readsTheVersionOfAnExternalModel(String members, String expected) {
        Decision decision = Legacy.decide(with(Legacy.external(), Field.EXTERNAL_SOURCE_VERSION, members));

        assertThat(told(decision, Field.EXTERNAL_SOURCE_VERSION)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"code_repo_url": "https://github.com/a/b"}    | "https://github.com/a/b" from /code_repo_url
            {"repo_url": "ssh://git@github.com/a/b.git"}   | "ssh://git@github.com/a/b.git" from /repo_url
            {"repository": "http://a.org"}                 | "http://a.org" from /repository
            {"repository": "git@github.com:a/b.git"}       | held unparseable, "git@github.com:a/b.git" from /repository
            {"repository": "https://u:p@github.com/a/b"}   | held unparseable, "https://u:p@github.com/a/b" from /repository
            {"repository": "github.com/a/b"}               | held unparseable, "github.com/a/b" from /repository
            {"repository": "file:///a/b"}                  | held unparseable, "file:///a/b" from /repository
            {"repository": {"url": "https://a.org"}}       | held unparseable, {"url":"https://a.org"} from /repository
            {}                                             | absent
            """)
    void readsTheRepository(String members, String expected) {
        assertThat(told(internal(Field.CODE_REPO_URL, members), Field.CODE_REPO_URL))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"code_commit_sha": "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5"} | "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5" from /code_commit_sha
            {"commit_sha": "4F1C2AB0D9E87356C1B2A3948576F0E1D2C3B4A5"}      | "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5" from /commit_sha
            {"git_sha": "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a54f1c2ab0d9e87356c1b2a394"} | "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a54f1c2ab0d9e87356c1b2a394" from /git_sha
            {"git_commit": "4f1c2ab"}                     | held short_sha, "4f1c2ab" from /git_commit
            {"git_commit": "Main"}                        | held moving_ref, "Main" from /git_commit
            {"git_commit": "1234567"}                     | held unparseable, "1234567" from /git_commit
            {"git_commit": "v1.0"}                        | held unparseable, "v1.0" from /git_commit
            {"git_commit": 1234567}                       | held unparseable, 1234567 from /git_commit
            {"git_commit": "4f1c2ab", "git_sha": "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5"} | held conflict, "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5" from /git_sha, "4f1c2ab" from /git_commit
            {"git_commit": "4f1c2ab", "git_sha": "main"}  | held conflict, "main" from /git_sha, "4f1c2ab" from /git_commit
            {}                                            | absent
            """)
    void readsTheCommit(String members, String expected) {
        assertThat(told(internal(Field.CODE_COMMIT_SHA, members), Field.CODE_COMMIT_SHA))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"code_entrypoint": "forge/training/train.py"}  | "forge/training/train.py" from /code_entrypoint
            {"entrypoint": "./train.py"}                    | "./train.py" from /entrypoint
            {"training_script": "a/../train.py"}            | "a/../train.py" from /training_script
            {"entrypoint": "forge.train:main"}              | "forge.train:main" from /entrypoint
            {"entrypoint": "/opt/train.py"}                 | held unsafe_path, "/opt/train.py" from /entrypoint
            {"entrypoint": "~/train.py"}                    | held unsafe_path, "~/train.py" from /entrypoint
            {"entrypoint": "C:\\\\train.py"}                | held unsafe_path, "C:\\\\train.py" from /entrypoint
            {"entrypoint": "\\\\\\\\host\\\\train.py"}      | held unsafe_path, "\\\\\\\\host\\\\train.py" from /entrypoint
            {"entrypoint": "https://a.org/train.py"}        | held unsafe_path, "https://a.org/train.py" from /entrypoint
            {"entrypoint": "../train.py"}                   | held unsafe_path, "../train.py" from /entrypoint
            {"entrypoint": "a/../../train.py"}              | held unsafe_path, "a/../../train.py" from /entrypoint
            {"entrypoint": "a\\\\..\\\\..\\\\b/train.py"}   | held unsafe_path, "a\\\\..\\\\..\\\\b/train.py" from /entrypoint
            {"entrypoint": ["train.py"]}                    | held unparseable, ["train.py"] from /entrypoint
            {}                                              | absent
            """)
    void readsTheEntryPoint(String members, String expected) {
        assertThat(told(internal(Field.CODE_ENTRYPOINT, members), Field.CODE_ENTRYPOINT))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2026-05-01T10:00:00Z             | "2026-05-01T10:00:00Z" from /training_started_at
            2026-05-01T10:00:00+02:00        | "2026-05-01T08:00:00Z" from /training_started_at
            2026-05-01T00:30:00.5+0200       | "2026-04-30T22:30:00.500000Z" from /training_started_at
            2026-05-01T10:00:00.123456000-05 | "2026-05-01T15:00:00.123456Z" from /training_started_at
            2026-05-01T10:00z                | "2026-05-01T10:00:00Z" from /training_started_at
            2026-05-01 10:00:00+00:00        | "2026-05-01T10:00:00Z" from /training_started_at
            2026-05-01T10:00:00              | held no_timezone, "2026-05-01T10:00:00" from /training_started_at
            2026-05-01 10:00:00              | held no_timezone, "2026-05-01 10:00:00" from /training_started_at
            2026-05-01                       | held no_timezone, "2026-05-01" from /training_started_at
            2026-05-01T10:000Z               | held unparseable, "2026-05-01T10:000Z" from /training_started_at
            2026-05-01T10:00:000Z            | held unparseable, "2026-05-01T10:00:000Z" from /training_started_at
            2026-05-01T10:00:00.1234567Z     | held unparseable, "2026-05-01T10:00:00.1234567Z" from /training_started_at
            2026-02-30T10:00:00Z             | held unparseable, "2026-02-30T10:00:00Z" from /training_started_at
            2026-02-30                       | held unparseable, "2026-02-30" from /training_started_at
            2026-05-01T24:00:00Z             | held unparseable, "2026-05-01T24:00:00Z" from /training_started_at
            2026-05-01T10:00:60Z             | held unparseable, "2026-05-01T10:00:60Z" from /training_started_at
            2026-05-01T10:00:00+19:00        | held unparseable, "2026-05-01T10:00:00+19:00" from /training_started_at
            9999-12-31T23:00:00-02:00        | held unparseable, "9999-12-31T23:00:00-02:00" from /training_started_at
            May 1st 2026                     | held unparseable, "May 1st 2026" from /training_started_at
            2026-05-01T10:00:00Zulu          | held unparseable, "2026-05-01T10:00:00Zulu" from /training_started_at
            unknown                          | absent
            """)
    void readsTrainingTimes(String time, String expected) {
        Decision decision = Legacy.decide(Legacy.internal().put("training_started_at", time));

        assertThat(told(decision, Field.TRAINING_STARTED_AT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"trained_by": "minimax:63"}        | "minimax:63" from /trained_by
            {"trained_by": 63}                  | held unparseable, 63 from /trained_by
            {"created_by": "import"}            | absent
            """)
    void readsTheTrainer(String members, String expected) {
        assertThat(told(internal(Field.TRAINED_BY, members), Field.TRAINED_BY)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"gpu_allocation_id": " alloc-7 "}  | "alloc-7" from /gpu_allocation_id
            {"gpu_allocation_id": 7}            | held unparseable, 7 from /gpu_allocation_id
            {}                                  | absent
            """)
    void readsTheGpuAllocation(String members, String expected) {
        assertThat(told(internal(Field.GPU_ALLOCATION_ID, members), Field.GPU_ALLOCATION_ID))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"evaluation_dataset": "dataset-1"}    | "dataset-1" from /evaluation_dataset
            {"test_dataset": " dataset-1 "}        | "dataset-1" from /test_dataset
            {"evaluation_dataset": "ADNI"}         | absent
            {"evaluation_dataset": 7}              | absent
            {}                                     | absent
            """)
    void linksTheEvaluationDatasetThatIsAnArtifact(String members, String expected) {
        Decision decision = internal(Field.EVALUATION_DATASET, members);

        assertThat(told(decision, Field.EVAL_DATASET_ARTIFACT_ID)).isEqualTo(expected);
    }

    private static Decision internal(Field field, String members) {
        return Legacy.decide(with(Legacy.internal(), field, members));
    }

    private static ObjectNode with(ObjectNode complete, Field field, String members) {
        complete.remove(field.text());
        return complete.setAll((ObjectNode) Legacy.json(members));
    }
}
