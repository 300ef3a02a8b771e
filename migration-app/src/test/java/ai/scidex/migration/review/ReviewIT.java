package ai.scidex.migration.review;

import static ai.scidex.migration.review.ReviewedDatabase.JANE;
import static ai.scidex.migration.review.ReviewedDatabase.lacking;
import static ai.scidex.migration.review.ReviewedDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.TestJson;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.backfill.BackfillResult;
import ai.scidex.migration.decision.Hold;
import ai.scidex.migration.review.Resolution.Closed;
import ai.scidex.migration.review.Resolution.OtherState;
import ai.scidex.migration.review.Resolution.Refused;
import ai.scidex.migration.review.Resolution.Stale;
import ai.scidex.migration.review.Resolution.StillHeld;
import ai.scidex.migration.review.Resolution.Upgraded;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewIT {

    private static final String EXTERNAL = """
            {"is_external": true, "model_family": "deep_learning", "framework": "pytorch", "parameter_count": 7,
             "training_data": "not_disclosed", "evaluation_dataset": "not_disclosed", "evaluation_metrics": {"auc": 0.90}%s}
            """;

    @Test
    void upgradesTheArtifactWhenItsLastRequiredHoldCloses() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework", "parameter_count")) {
            String before = database.metadata();

            assertThat(database.resolve("framework", "\"scipy\""))
                    .isInstanceOfSatisfying(
                            StillHeld.class,
                            held -> assertThat(fields(held.holds())).containsExactly("parameter_count missing"));
            assertThat(database.metadata()).isEqualTo(before);
            database.verify();

            assertThat(database.resolve("parameter_count", "1234")).isEqualTo(new Upgraded(List.of()));
            assertThat(database.metadata())
                    .isEqualTo(
                            "{\"slope\": 1.10, \"framework\": \"scipy\", \"is_external\": false, \"model_family\": \"rule_based\","
                                    + " \"training_data\": \"ADNI-1\", \"parameter_count\": 1234,"
                                    + " \"evaluation_dataset\": \"ADNI-2\", \"evaluation_metrics\": {\"auc\": 0.90}}");
            assertThat(database.column("eval_metrics_json")).isEqualTo("{\"auc\":0.90}");
            database.verify();
        }
    }

    @Test
    void recordsWhoDecidedWhatWhenAndWhy() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            database.resolve("framework", "\" scipy \"");

            assertThat(
                            database.query(
                                    "SELECT concat_ws('|', status, value, decided_by, decided_at > now() - INTERVAL '1 hour', note) FROM metadata_holds"))
                    .isEqualTo("resolved|\"scipy\"|Jane Doe|t|see the notebook");
            assertThat(
                            database.query(
                                    "SELECT concat_ws('|', hold_id, artifact_id, field, action, value, decided_by, note) FROM hold_decisions"))
                    .isEqualTo("1|model-a|framework|resolved|\"scipy\"|Jane Doe|see the notebook");
            assertThat(
                            database.query(
                                    "SELECT concat_ws('|', actor, outcome, run_id, review_of, added) FROM metadata_changes ORDER BY change_id DESC LIMIT 1"))
                    .isEqualTo("Jane Doe|upgraded|1|{\"framework\": \"scipy\"}");
            assertThat(database.query("""
                            SELECT e ->> 'value' || ' from ' || (e ->> 'source') || ' by ' || (e ->> 'rule')
                              FROM metadata_history h, jsonb_array_elements(h.evidence) e
                             WHERE h.stands AND e ->> 'field' = 'framework'
                            """)).isEqualTo("scipy from review by ruling");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameter_count | \"~5000\" | /parameter_count type",
                "parameter_count | -1 | /parameter_count minimum",
                "framework | \"TBD\" | /framework pattern",
                "framework | null | /framework type",
                "framework | 7 | /framework type",
                "evaluation_metrics | {} | /evaluation_metrics minProperties",
                "evaluation_metrics | {\"auc\": \"good\"} | /evaluation_metrics/auc type",
                "evaluation_dataset | \"not_disclosed\" | /evaluation_dataset pattern",
                "model_family | \"fancy\" | /model_family enum",
            })
    void refusesWhatTheSchemaRefusesAlsoWhileOtherFieldsAreHeld(String field, String value, String violation) {
        try (ReviewedDatabase database = ReviewedDatabase.without(field, "training_data")) {
            String before = database.query("SELECT count(*) FROM metadata_changes");

            assertThat(violations(database.resolve(field, value)))
                    .singleElement()
                    .asString()
                    .startsWith(violation + " ");
            assertThat(database.query("SELECT count(*) FROM metadata_changes")).isEqualTo(before);
            assertThat(database.query("SELECT count(*) FROM hold_decisions")).isEqualTo("0");
            database.verify();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code_commit_sha | \"9f3c2d1\" | \"9f3c2d2\" | /code_commit_sha short_sha The commit id is shortened.",
                "code_commit_sha | \"main\" | \"HEAD\" | /code_commit_sha moving_ref The ref points elsewhere tomorrow.",
                "code_entrypoint | \"/etc/a.py\" | \"../a.py\" | /code_entrypoint unsafe_path The path is absolute or leaves its root.",
                "code_repo_url | \"no url\" | \"https://me:secret@example.org/a\" | /code_repo_url unparseable The value has a form that cannot be read exactly.",
                "training_started_at | \"2026-01-01T00:00:00\" | \"2026-01-01\" | /training_started_at no_timezone The time has no offset from UTC.",
                "trained_by | 7 | \"unknown\" | /trained_by unparseable The value has a form that cannot be read exactly.",
                "base_model_id | \"model-x\" | \"model-y\" | /base_model_id unresolved The text is not the id of another model artifact.",
            })
    void refusesWhatTheRuleOfTheFieldRefuses(String field, String said, String value, String violation) {
        try (ReviewedDatabase database = ReviewedDatabase.of(with("\"%s\": %s".formatted(field, said)))) {
            assertThat(violations(database.resolve(field, value))).containsExactly(violation);
            database.verify();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code_commit_sha | \"9f3c2d1\" | \"ABABABABABABABABABABABABABABABABABABABAB\" | abababababababababababababababababababab",
                "code_entrypoint | \"/etc/a.py\" | \"train/a.py\" | train/a.py",
                "code_repo_url | \"no url\" | \"https://example.org/a\" | https://example.org/a",
                "training_started_at | \"2026-01-01T00:00:00\" | \"2026-01-01T01:00:00+01:00\" | 2026-01-01T00:00:00Z",
                "trained_by | 7 | \"Agent-7\" | Agent-7",
                "gpu_allocation_id | 7 | \"gpu-7\" | gpu-7",
            })
    void fillsTheColumnOfAnArtifactThatIsUpgradedAlready(String field, String said, String value, String column) {
        try (ReviewedDatabase database = ReviewedDatabase.of(with("\"%s\": %s".formatted(field, said)))) {
            String before = database.metadata();

            assertThat(database.resolve(field, value)).isEqualTo(new Upgraded(List.of()));
            assertThat(database.column(field)).isEqualTo(column);
            assertThat(database.metadata()).isEqualTo(before);
            database.verify();

            assertThat(database.reopen(field)).isInstanceOf(Upgraded.class);
            assertThat(database.column(field)).isEqualTo("null");
            assertThat(database.holds()).endsWith(" optional open");
            database.verify();
        }
    }

    /** The canonical key goes on upgrade, because nobody knows which of the two is right; the value stays in the record. */
    @Test
    void mapsAnOptionalFieldWhoseCanonicalKeyTheUpgradeTookAway() {
        try (ReviewedDatabase database =
                ReviewedDatabase.of(with("\"benchmark_id\": \"b-1\", \"evaluation_benchmark_id\": \"b-2\""))) {
            assertThat(database.metadata()).doesNotContain("\"benchmark_id\"");

            assertThat(database.resolve("benchmark_id", "\"b-1\"")).isEqualTo(new Upgraded(List.of()));
            assertThat(database.metadata()).contains("\"benchmark_id\": \"b-1\"");
            assertThat(database.column("benchmark_id")).isEqualTo("b-1");
            database.verify();

            assertThat(database.reopen("benchmark_id")).isInstanceOf(Upgraded.class);
            assertThat(database.metadata()).doesNotContain("\"benchmark_id\"");
            assertThat(database.column("benchmark_id")).isEqualTo("null");
            database.verify();
            database.resolve("benchmark_id", "\"b-3\"");
            assertThat(database.metadata()).contains("\"benchmark_id\": \"b-3\"");
            database.verify();
        }
    }

    @Test
    void fillsMetadataAndItsMirrorTogether() {
        try (ReviewedDatabase database =
                ReviewedDatabase.of(with("\"training_config\": {\"lr\": 0.10}, \"hyperparameters\": {\"lr\": 0.2}"))) {
            assertThat(database.resolve("training_config", "{\"lr\": 0.20}")).isEqualTo(new Upgraded(List.of()));

            assertThat(database.metadata()).contains("\"training_config\": {\"lr\": 0.20}");
            assertThat(database.column("training_params_json")).isEqualTo("{\"lr\":0.20}");
            database.verify();
        }
    }

    @Test
    void leavesAnOptionalFieldEmptyForGood() {
        try (ReviewedDatabase database = ReviewedDatabase.of(with("\"code_commit_sha\": \"9f3c2d1\""))) {
            assertThat(database.dismiss("code_commit_sha")).isEqualTo(new Upgraded(List.of()));

            assertThat(database.column("code_commit_sha")).isEqualTo("null");
            assertThat(database.holds()).isEqualTo("code_commit_sha short_sha optional dismissed");
            assertThat(database.query("""
                            SELECT e ->> 'decision'
                              FROM metadata_history h, jsonb_array_elements(h.evidence) e
                             WHERE h.stands AND e ->> 'field' = 'code_commit_sha'
                            """)).isEqualTo("absent");
            database.verify();
        }
    }

    @Test
    void dismissesNoRequiredHold() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            assertThat(violations(database.dismiss("framework")))
                    .containsExactly("/framework required a required field cannot stay empty; resolve it");
            assertThat(database.holds()).isEqualTo("framework missing required open");
        }
    }

    @Test
    void takesAnUpgradeBackToTheByteWhenItsDecisionIsReopened() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            String before = database.metadata();
            String row = database.query("SELECT to_jsonb(v)::TEXT FROM model_versions v");
            database.resolve("framework", "\"scipy\"");

            assertThat(database.reopen("framework")).isInstanceOf(StillHeld.class);
            assertThat(database.metadata()).isEqualTo(before);
            assertThat(database.query("SELECT to_jsonb(v)::TEXT FROM model_versions v"))
                    .isEqualTo(row);
            assertThat(database.holds()).isEqualTo("framework missing required open");
            assertThat(
                            database.query(
                                    "SELECT string_agg(action || ' by ' || decided_by, ', ' ORDER BY decision_id) FROM hold_decisions"))
                    .isEqualTo("resolved by Jane Doe, reopened by Joe");
            database.verify();

            database.resolve("framework", "\"numpy\"");
            assertThat(database.metadata()).contains("\"framework\": \"numpy\"");
            database.verify();
        }
    }

    @Test
    void reopensNothingThatNobodyDecided() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            assertThat(database.reopen("framework"))
                    .isInstanceOfSatisfying(
                            OtherState.class,
                            other -> assertThat(other.hold().isOpen()).isTrue());
        }
    }

    @Test
    void tellsTheSecondReviewerWhoWasFaster() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            database.resolve("framework", "\"scipy\"");

            assertThat(database.resolve("framework", "\"numpy\"")).isInstanceOfSatisfying(OtherState.class, other -> {
                assertThat(other.hold().status()).isEqualTo("resolved");
                assertThat(other.hold().decision()).isNotNull();
                assertThat(other.hold().decision().by()).isEqualTo("Jane Doe");
            });
            assertThat(database.metadata()).contains("\"framework\": \"scipy\"");
        }
    }

    @Test
    void knowsNoHoldThatIsNotThere() {
        try (ReviewedDatabase database = ReviewedDatabase.without()) {
            assertThatThrownBy(() -> database.review().resolve(99, TestJson.parse("1"), JANE))
                    .isInstanceOf(NoSuchHoldException.class)
                    .hasMessage("there is no hold 99; model-catalog review list names them");
        }
    }

    @Test
    void appliesNothingToAnArtifactThatSomebodyEditedSince() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            database.execute("UPDATE artifacts SET metadata = metadata || '{\"note\": 1}'");
            String before = database.metadata();

            assertThat(database.resolve("framework", "\"scipy\""))
                    .isEqualTo(new Stale("somebody changed the metadata of model-a since;"
                            + " run model-catalog backfill, which decides it again"));
            assertThat(database.metadata()).isEqualTo(before);
            assertThat(database.database().bean(HeldFields.class).list(HoldFilter.open()))
                    .singleElement()
                    .matches(HeldField::changedSince);

            database.database().backfill();
            assertThat(database.database().bean(HeldFields.class).list(HoldFilter.open()))
                    .singleElement()
                    .matches(hold -> !hold.changedSince());
            assertThat(database.resolve("framework", "\"scipy\"")).isEqualTo(new Upgraded(List.of()));
            database.verify();
        }
    }

    @Test
    void appliesNothingToAnArtifactThatIsGone() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            database.execute("DELETE FROM artifacts");

            assertThat(database.resolve("framework", "\"scipy\""))
                    .isEqualTo(new Stale("there is no model model-a any more"));
        }
    }

    @Test
    void takesNoValueForAColumnThatSomebodyFilledSince() {
        try (ReviewedDatabase database = ReviewedDatabase.of(with("\"code_commit_sha\": \"9f3c2d1\""))) {
            database.database()
                    .bean(ModelCatalog.class)
                    .linkCode(
                            new ArtifactId("model-a"), new CodeLink("https://example.org/a", "ab".repeat(20), "a.py"));

            assertThat(database.database().bean(HeldFields.class).list(HoldFilter.open()))
                    .singleElement()
                    .matches(HeldField::changedSince);
            assertThat(database.resolve("code_commit_sha", "\"%s\"".formatted("cd".repeat(20))))
                    .isEqualTo(new Stale(
                            "somebody changed code_repo_url, code_commit_sha, code_entrypoint of model-a since; put it back, or"
                                    + " have it decided again: model-catalog plan --redecide, then backfill --plan"));
            assertThat(database.dismiss("code_commit_sha")).isEqualTo(new Closed());
            assertThat(database.column("code_commit_sha")).isEqualTo("ab".repeat(20));
            assertThat(database.holds()).isEqualTo("code_commit_sha short_sha optional dismissed");
        }
    }

    /** They are a statement like any that was there; the review writes the row, and leaves them. */
    @Test
    void leavesTheColumnsThatOthersFilledSince() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            database.database()
                    .bean(ModelCatalog.class)
                    .linkCode(
                            new ArtifactId("model-a"), new CodeLink("https://example.org/a", "ab".repeat(20), "a.py"));

            assertThat(database.resolve("framework", "\"scipy\"")).isEqualTo(new Upgraded(List.of()));
            assertThat(database.column("concat_ws(' ', code_repo_url, code_commit_sha, code_entrypoint)"))
                    .isEqualTo("https://example.org/a %s a.py".formatted("ab".repeat(20)));
            database.verify();
        }
    }

    @Test
    void decidesBetweenMetadataAndTheRowThatWasThere() {
        String metadata = with("\"benchmark_id\": \"b-1\"");
        try (ReviewedDatabase database = ReviewedDatabase.withRow(metadata, "benchmark_id", "b-2")) {
            assertThat(database.holds()).isEqualTo("benchmark_id conflict optional open");

            assertThat(database.resolve("benchmark_id", "\"b-1\"")).isEqualTo(new Upgraded(List.of()));
            assertThat(database.column("benchmark_id")).isEqualTo("b-1");
            database.verify();

            assertThat(database.reopen("benchmark_id")).isInstanceOf(Upgraded.class);
            assertThat(database.column("benchmark_id")).isEqualTo("b-2");
            database.verify();

            assertThat(database.dismiss("benchmark_id")).isEqualTo(new Upgraded(List.of()));
            assertThat(database.column("benchmark_id")).isEqualTo("b-2");
            database.verify();
        }
    }

    @Test
    void asksForTheSourceOnceTheModelIsExternal() {
        try (ReviewedDatabase database = ReviewedDatabase.of(lacking("is_external"))) {
            String before = database.metadata();
            assertThat(database.holds()).isEqualTo("is_external missing required open");

            assertThat(database.resolve("is_external", "true"))
                    .isInstanceOfSatisfying(
                            StillHeld.class,
                            held -> assertThat(fields(held.holds()))
                                    .containsExactly("external_source_url missing", "external_source_version missing"));
            database.verify();
            assertThat(database.resolve("external_source_url", "\"https://example.org/m\""))
                    .isInstanceOf(StillHeld.class);
            database.verify();
            assertThat(database.resolve("external_source_version", "\"9f3c2d1\""))
                    .isEqualTo(new Upgraded(List.of()));
            assertThat(database.query("SELECT origin_type || ' ' || origin_url FROM artifacts"))
                    .isEqualTo("external https://example.org/m");
            assertThat(database.column("concat_ws(' ', is_external, external_source_url, external_source_version)"))
                    .isEqualTo("1 https://example.org/m 9f3c2d1");
            database.verify();

            assertThat(database.reopen("is_external")).isInstanceOf(StillHeld.class);
            assertThat(database.metadata()).isEqualTo(before);
            assertThat(database.query("SELECT concat_ws(' ', origin_type, origin_url) FROM artifacts"))
                    .isEmpty();
            assertThat(database.column("concat_ws(' ', is_external, external_source_url)"))
                    .isEqualTo("0");
            database.verify();
        }
    }

    @Test
    void takesTheSourceOffAModelThatAPersonSaysIsOurs() {
        try (ReviewedDatabase database =
                ReviewedDatabase.of(with("\"external_source_url\": \"https://example.org/m\""))) {
            assertThat(database.holds()).isEqualTo("is_external conflict required open");

            assertThat(database.resolve("is_external", "false")).isEqualTo(new Upgraded(List.of()));
            assertThat(database.metadata()).doesNotContain("external_source_url");
            database.verify();
        }
    }

    @Test
    void landsTheModelPromotedOnceItsSourceIsCertain() {
        String metadata = EXTERNAL.formatted(", \"external_source_url\": \"no url\", \"revision\": \"v1\"");
        try (ReviewedDatabase database = ReviewedDatabase.promoted(metadata)) {
            assertThat(database.column("promotion_state")).isEqualTo("candidate");

            assertThat(database.resolve("external_source_url", "\"https://example.org/m\""))
                    .isEqualTo(new Upgraded(List.of()));
            assertThat(database.column("promotion_state || ': ' || promotion_notes"))
                    .isEqualTo("promoted: live already");
            assertThat(
                            database.query(
                                    "SELECT concat_ws('|', from_state, to_state, actor, reason, evidence) FROM model_promotion_events"))
                    .isEqualTo(
                            "candidate|promoted|Jane Doe|live already|{\"runId\": \"1\", \"requiredFieldsHeld\": false}");
            database.verify();
        }
    }

    /** The state is a statement of the gate by then, which no manifest overrules. */
    @Test
    void landsNoModelThatSomebodyMovedSince() {
        String metadata = EXTERNAL.formatted(", \"external_source_url\": \"no url\", \"revision\": \"v1\"");
        try (ReviewedDatabase database = ReviewedDatabase.promoted(metadata)) {
            database.database()
                    .bean(ModelCatalog.class)
                    .reject(new ArtifactId("model-a"), PromotionDecision.of("gate", "worse than chance"));
            database.execute("UPDATE model_versions SET promotion_state = 'candidate'");

            assertThat(database.resolve("external_source_url", "\"https://example.org/m\""))
                    .isEqualTo(new Upgraded(List.of()));
            assertThat(database.column("promotion_state")).isEqualTo("candidate");
        }
    }

    /** No guard lets a promoted row become external without a source, so the row waits for it, and the person need not. */
    @Test
    void makesAPromotedModelExternalTogetherWithItsSource() {
        String metadata = lacking("is_external");
        try (ReviewedDatabase database = ReviewedDatabase.promoted(metadata)) {
            assertThat(database.column("promotion_state || ' ' || is_external")).isEqualTo("promoted 0");

            assertThat(database.resolve("is_external", "true")).isInstanceOf(StillHeld.class);
            assertThat(database.column("promotion_state || ' ' || is_external")).isEqualTo("promoted 0");
            database.verify();
            assertThat(database.resolve("external_source_version", "\"v1\"")).isInstanceOf(StillHeld.class);
            database.verify();
            assertThat(database.resolve("external_source_url", "\"https://example.org/m\""))
                    .isEqualTo(new Upgraded(List.of()));
            assertThat(database.column("promotion_state || ' ' || is_external")).isEqualTo("promoted 1");
            database.verify();

            assertThat(violations(database.reopen("external_source_url")))
                    .containsExactly(
                            " database a promoted external model needs external_source_url and external_source_version");
            database.verify();
        }
    }

    @Test
    void reopensNoRequiredFieldOfAModelThatWasPromotedSince() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            database.resolve("framework", "\"scipy\"");
            database.database()
                    .bean(ModelCatalog.class)
                    .promote(new ArtifactId("model-a"), PromotionDecision.of("gate", "better"));
            String before = database.metadata();

            assertThat(violations(database.reopen("framework")))
                    .containsExactly(
                            "/framework promoted the model was promoted since, and a required field of it cannot be open");
            assertThat(database.metadata()).isEqualTo(before);
            assertThat(database.holds()).isEqualTo("framework missing required resolved");
        }
    }

    @Test
    void takesADocumentInThePlaceOfOneThatCannotBeRead() {
        try (ReviewedDatabase database = ReviewedDatabase.of("[1.10, 2]")) {
            assertThat(violations(database.resolve("metadata", "[2]")))
                    .containsExactly(" unparseable must be a JSON object");

            assertThat(database.resolve("metadata", lacking("framework")))
                    .isInstanceOfSatisfying(
                            StillHeld.class,
                            held -> assertThat(fields(held.holds())).containsExactly("framework missing"));
            assertThat(database.metadata()).isEqualTo("[1.10, 2]");
            database.verify();
            assertThat(database.resolve("framework", "\"scipy\"")).isEqualTo(new Upgraded(List.of()));
            assertThat(database.metadata())
                    .contains("\"slope\": 1.10", "\"framework\": \"scipy\"", "\"parameter_count\": 7");
            database.verify();

            assertThat(database.reopen("metadata")).isInstanceOf(StillHeld.class);
            assertThat(database.metadata()).isEqualTo("[1.10, 2]");
            database.verify();
        }
    }

    @Test
    void withdrawsTheHoldThatADecisionSettlesWithIt() {
        try (ReviewedDatabase database = ReviewedDatabase.of(
                with(
                        "\"training_started_at\": \"2026-01-02T00:00:00Z\", \"training_completed_at\": \"2026-01-01T00:00:00Z\""))) {
            assertThat(violations(database.resolve("training_started_at", "\"2026-01-03T00:00:00Z\"")))
                    .containsExactly("/training_started_at conflict training would end before it began");

            assertThat(database.resolve("training_started_at", "\"2025-12-31T00:00:00Z\""))
                    .isEqualTo(new Upgraded(List.of()));
            assertThat(database.column("training_started_at || ' ' || training_completed_at"))
                    .isEqualTo("2025-12-31T00:00:00Z 2026-01-01T00:00:00Z");
            assertThat(
                            database.query(
                                    "SELECT concat_ws('|', status, decided_by, note) FROM metadata_holds WHERE field = 'training_completed_at'"))
                    .isEqualTo("withdrawn|Jane Doe|follows from the decision on training_started_at");
            database.verify();
        }
    }

    @Test
    void tellsWhatTheDatabaseRefuses() {
        try (ReviewedDatabase database = ReviewedDatabase.of(with("\"trained_by\": 7"))) {
            database.execute(
                    "ALTER TABLE model_versions ADD CONSTRAINT somebody_elses_rule CHECK (trained_by <> 'Agent-7')");

            assertThat(violations(database.resolve("trained_by", "\"Agent-7\"")))
                    .singleElement()
                    .asString()
                    .contains("somebody_elses_rule");
            assertThat(database.holds()).isEqualTo("trained_by unparseable optional open");
            assertThat(database.query("SELECT count(*) FROM hold_decisions")).isEqualTo("0");
            database.verify();
        }
    }

    @Test
    void decidesAnArtifactAgainWithWhatPeopleDecidedOfTheSameMetadata() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework", "parameter_count")) {
            database.resolve("framework", "\"scipy\"");
            database.execute("UPDATE artifacts SET metadata = metadata || '{\"note\": 1}'");
            database.database().backfill();
            assertThat(database.query("SELECT count(*) FROM metadata_holds WHERE status = 'open'"))
                    .isEqualTo("2");
            database.execute("UPDATE artifacts SET metadata = metadata - 'note'");

            BackfillResult again = database.database().backfill();

            assertThat(again.held()).isEqualTo(1);
            assertThat(database.query("SELECT string_agg(field, ' ') FROM metadata_holds WHERE status = 'open'"))
                    .isEqualTo("parameter_count");
            database.resolve("parameter_count", "7");
            assertThat(database.metadata()).contains("\"framework\": \"scipy\"");
            database.verify();
        }
    }

    @Test
    void landsNoModelThatTheManifestNamesOnlyTheBeginningOf() {
        try (ReviewedDatabase database = ReviewedDatabase.promoted(lacking("framework"))) {
            database.database().insertModel("model-a2", lacking("framework"));
            database.backfillPromoting();
            assertThat(database.query("SELECT promotion_state FROM model_versions WHERE artifact_id = 'model-a2'"))
                    .isEqualTo("candidate");

            assertThat(database.resolve("framework", "\"scipy\"")).isInstanceOf(Upgraded.class);

            assertThat(database.query("SELECT promotion_state FROM model_versions WHERE artifact_id = 'model-a2'"))
                    .isEqualTo("candidate");
            database.verify();
        }
    }

    /** Otherwise the row would have the commit of one link, and the repository and the path of another. */
    @Test
    void leavesAColumnThatSomebodyChangedAfterAPersonDecidedIt() {
        try (ReviewedDatabase database = decidedAndLinked()) {
            assertThat(database.resolve("framework", "\"scipy\""))
                    .isInstanceOfSatisfying(
                            Upgraded.class,
                            upgraded ->
                                    assertThat(fields(upgraded.holds())).containsExactly("code_commit_sha conflict"));

            assertThat(database.column("concat_ws(' ', code_repo_url, code_commit_sha, code_entrypoint)"))
                    .isEqualTo("https://example.org/b %s b.py".formatted("cd".repeat(20)));
            database.verify();
        }
    }

    @Test
    void isHeldInARunWhereTheColumnSaysOtherwiseByThen() {
        try (ReviewedDatabase database = decidedAndLinked()) {
            database.execute("UPDATE artifacts SET metadata = metadata || '{\"note\": 1}'");
            database.database().backfill();
            database.execute("UPDATE artifacts SET metadata = metadata - 'note'");

            database.database().backfill();

            assertThat(
                            database.query(
                                    "SELECT reason || ' ' || candidates FROM metadata_holds WHERE field = 'code_commit_sha' AND status = 'open'"))
                    .isEqualTo(
                            "conflict [{\"value\": \"%s\", \"source\": \"review\"}, {\"value\": \"%s\", \"source\": \"code_commit_sha (column)\"}]"
                                    .formatted("ab".repeat(20), "cd".repeat(20)));
            database.verify();
        }
    }

    @Test
    void refusesATextThatNoColumnCanKeep() {
        try (ReviewedDatabase database = ReviewedDatabase.of(with("\"trained_by\": 7"))) {
            assertThat(violations(database.resolve("trained_by", "\"a\\u0000b\"")))
                    .singleElement()
                    .asString()
                    .startsWith("/trained_by ")
                    .contains("NUL");
            assertThat(database.holds()).isEqualTo("trained_by unparseable optional open");
        }
    }

    /** What the list says of a hold is what comes of a decision. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE model_versions SET benchmark_id = NULL | true",
                "UPDATE model_versions SET benchmark_id = 'b-2' | false",
                "UPDATE model_versions SET is_external = 1 | true",
                "UPDATE model_versions SET trained_by = 'Jane' | false",
                "UPDATE artifacts SET metadata = metadata - 'slope' | true",
                "UPDATE artifacts SET title = 'Another' | false",
                "DELETE FROM model_versions | true",
                "UPDATE artifacts SET artifact_type = 'dataset' | true"
            })
    void listsAsChangedWhatItTakesNoValueFor(String edit, boolean isChanged) {
        try (ReviewedDatabase database =
                ReviewedDatabase.of(with("\"benchmark_id\": \"b-1\"").replace("\"framework\": \"python\",", ""))) {
            database.execute(edit);

            assertThat(database.database()
                            .bean(HeldFields.class)
                            .find(database.hold("framework"))
                            .changedSince())
                    .isEqualTo(isChanged);
            assertThat(database.resolve("framework", "\"scipy\"") instanceof Stale)
                    .isEqualTo(isChanged);
        }
    }

    @Test
    void isNotReopenedForTheBackfill() {
        try (ReviewedDatabase database = ReviewedDatabase.without("framework")) {
            database.resolve("framework", "\"scipy\"");

            assertThat(database.database().backfill().examined()).isZero();
        }
    }

    /** A person decided the commit; then somebody linked the model to other code. */
    private static ReviewedDatabase decidedAndLinked() {
        ReviewedDatabase database =
                ReviewedDatabase.of(with("\"code_commit_sha\": \"9f3c2d1\"").replace("\"framework\": \"python\",", ""));
        database.resolve("code_commit_sha", "\"%s\"".formatted("ab".repeat(20)));
        database.database()
                .bean(ModelCatalog.class)
                .linkCode(new ArtifactId("model-a"), new CodeLink("https://example.org/b", "cd".repeat(20), "b.py"));
        return database;
    }

    private static List<String> fields(List<Hold> holds) {
        return holds.stream()
                .map(hold -> hold.field().text() + " " + hold.reason().text())
                .toList();
    }

    private static List<String> violations(Resolution resolution) {
        assertThat(resolution).isInstanceOf(Refused.class);
        return ((Refused) resolution)
                .violations().stream()
                        .map((Violation violation) ->
                                violation.pointer() + " " + violation.keyword() + " " + violation.message())
                        .toList();
    }
}
