package ai.scidex.migration.review;

/** Ends a review, so that nothing of it stays, with what is to be answered. */
final class UndoneException extends RuntimeException {

    private final transient Resolution resolution;

    UndoneException(Resolution resolution) {
        super("nothing was decided");
        this.resolution = resolution;
    }

    Resolution resolution() {
        return resolution;
    }
}
