package ai.scidex.catalog;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Remembers what is sent to the server, in the order in which it is sent: the first words of each statement, and each commit. */
final class CountingDataSource implements DataSource {

    private final DataSource target;
    private final List<String> sent = new ArrayList<>();

    CountingDataSource(DataSource target) {
        this.target = target;
    }

    /** Returns what was sent since the last time. */
    List<String> sent() {
        List<String> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return counting(Connection.class, target.getConnection(), "");
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return counting(Connection.class, target.getConnection(username, password), "");
    }

    private <T> T counting(Class<T> type, T object, String sql) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            String name = method.getName();
            if (name.startsWith("execute")) {
                sent.add(firstWords(args == null ? sql : String.valueOf(args[0])));
            } else if (name.equals("commit") || name.equals("rollback")) {
                sent.add(name);
            }
            try {
                Object result = method.invoke(object, args);
                if (result instanceof PreparedStatement statement) {
                    return counting(PreparedStatement.class, statement, String.valueOf(args[0]));
                }
                return result instanceof Statement statement ? counting(Statement.class, statement, "") : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static String firstWords(String sql) {
        String[] words = sql.strip().split("\\s+", 4);
        return String.join(" ", List.of(words).subList(0, Math.min(3, words.length)));
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return target.isWrapperFor(type);
    }
}
