package ai.scidex.catalog;

/** Rows of models as plain SQL writes them, for tests of what reads them. */
final class ModelRows {

    private final TestDatabase database;

    ModelRows(TestDatabase database) {
        this.database = database;
    }

    /** Inserts an artifact that is no model. */
    ModelRows dataset(String id) {
        database.execute(
                "INSERT INTO artifacts (id, artifact_type, title) VALUES (%s, 'dataset', 'D')".formatted(quoted(id)));
        return this;
    }

    /** Inserts a model with nothing but its title and its row in {@code model_versions}. */
    ModelRows model(String id) {
        return artifact(id, "{}").version(id, "");
    }

    /** Inserts a model artifact without a row in {@code model_versions}. */
    ModelRows artifact(String id, String metadata) {
        database.execute("INSERT INTO artifacts (id, artifact_type, title, metadata) VALUES (%s, 'model', %s, %s)"
                .formatted(quoted(id), quoted("Title of " + id), quoted(metadata)));
        return this;
    }

    /** Inserts the row of a model; {@code values} are assignments such as {@code trained_by = 'agent'}. */
    ModelRows version(String id, String values) {
        database.execute("INSERT INTO model_versions (artifact_id) VALUES (%s)".formatted(quoted(id)));
        return values.isEmpty() ? this : change(id, values);
    }

    /** Changes the row of a model. */
    ModelRows change(String id, String values) {
        database.execute("UPDATE model_versions SET %s WHERE artifact_id = %s".formatted(values, quoted(id)));
        return this;
    }

    /** Changes the artifact of a model. */
    ModelRows changeArtifact(String id, String values) {
        database.execute("UPDATE artifacts SET %s WHERE id = %s".formatted(values, quoted(id)));
        return this;
    }

    /** Removes all models and artifacts, but not what the history says of them. */
    void removeAll() {
        database.execute("""
                SET LOCAL model_catalog.delete_promoted = 'for the next test';
                DELETE FROM model_versions;
                DELETE FROM artifacts
                """);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
