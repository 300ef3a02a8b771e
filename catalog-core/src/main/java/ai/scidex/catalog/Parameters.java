package ai.scidex.catalog;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The values of a row as the parameters of a statement. */
final class Parameters implements RowValues {

    private final PreparedStatement statement;
    private int next = 1;

    private Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    static Parameters of(PreparedStatement statement) {
        return new Parameters(statement);
    }

    @Override
    public Parameters text(@Nullable String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }
}
