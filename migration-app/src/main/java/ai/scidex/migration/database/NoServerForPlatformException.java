package ai.scidex.migration.database;

/** Thrown when the application carries no PostgreSQL that runs on this machine. */
public final class NoServerForPlatformException extends DatabaseException {

    private final String platform;

    NoServerForPlatformException(String platform, String reason) {
        super("the application brings no PostgreSQL along that runs on %s (%s); name a database with --jdbc-url"
                .formatted(platform, reason));
        this.platform = platform;
    }

    /** Returns the operating system and the processor, for example {@code linux-x86_64}. */
    public String platform() {
        return platform;
    }
}
