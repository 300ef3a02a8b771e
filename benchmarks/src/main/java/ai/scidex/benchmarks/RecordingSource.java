package ai.scidex.benchmarks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that writes down the statements that are prepared on it, with their values. */
final class RecordingSource {

    /**
     * A statement that was prepared.
     *
     * @param sql its text
     * @param values its values by their place, which begins at 1; one that was set to NULL is not there
     */
    record Prepared(String sql, TreeMap<Integer, Object> values) {}

    private final DataSource source;
    private final List<Prepared> prepared = new ArrayList<>();

    RecordingSource(DataSource source) {
        this.source = source;
    }

    List<Prepared> prepared() {
        return prepared;
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                source,
                (method, arguments, result) ->
                        result instanceof Connection connection ? connection(connection) : result);
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (!(result instanceof PreparedStatement statement) || arguments == null) {
                return result;
            }
            Prepared one = new Prepared((String) arguments[0], new TreeMap<>());
            prepared.add(one);
            return proxy(PreparedStatement.class, statement, (setter, values, nothing) -> {
                if (setter.getName().startsWith("set")
                        && values != null
                        && values.length > 1
                        && !setter.getName().equals("setNull")) {
                    one.values().put((Integer) values[0], values[1]);
                }
                return nothing;
            });
        });
    }

    /** Does what was asked of {@code target}, and then what we want done with it. */
    private static <T> T proxy(Class<T> type, T target, Then then) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                return then.apply(method, arguments, method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private interface Then {
        @Nullable Object apply(Method method, Object @Nullable [] arguments, @Nullable Object result);
    }
}
