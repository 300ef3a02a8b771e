package ai.scidex.catalog;

/** Why what a run did to an artifact is not taken back: somebody did something with it since. */
public enum Obstacle {
    DELETED("it was deleted"),
    EDITED("its metadata or its origin was changed"),
    ROW_CHANGED("its row in model_versions was changed"),
    MOVED("it was moved in the evaluation gate"),
    RULED("somebody decided a field of it that was held"),
    DECIDED_AGAIN("a later run decided it again"),
    BUILT_UPON("another model was built upon it");

    private final String sentence;

    Obstacle(String sentence) {
        this.sentence = sentence;
    }

    /** Returns the reason in words, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
