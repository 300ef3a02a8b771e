package ai.scidex.migration.database;

/** Thrown when a program of the embedded PostgreSQL did not do what it was asked to. */
public final class ServerFailedException extends DatabaseException {

    private final String program;

    ServerFailedException(String program, String reason) {
        super("the embedded PostgreSQL failed (%s): %s; name a database with --jdbc-url to do without it"
                .formatted(program, reason));
        this.program = program;
    }

    /** Returns the program that failed, for example {@code initdb}. */
    public String program() {
        return program;
    }
}
