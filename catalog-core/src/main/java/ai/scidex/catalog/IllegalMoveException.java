package ai.scidex.catalog;

/** Thrown when a model version cannot move from where it stands to where it was sent. Nothing was stored. */
public final class IllegalMoveException extends CatalogException {

    private final transient ArtifactId model;
    private final PromotionState from;
    private final PromotionState to;

    IllegalMoveException(ArtifactId model, PromotionState from, PromotionState to, String remedy) {
        super("model '%s' is %s and cannot become %s%s"
                .formatted(GivenText.shown(model.value()), from.text(), to.text(), remedy));
        this.model = model;
        this.from = from;
        this.to = to;
    }

    /** Returns the version that stays where it is. */
    public ArtifactId model() {
        return model;
    }

    /** Returns where it stands. */
    public PromotionState from() {
        return from;
    }

    /** Returns where it was to go. */
    public PromotionState to() {
        return to;
    }
}
