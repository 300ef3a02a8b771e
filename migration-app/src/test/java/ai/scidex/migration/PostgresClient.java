package ai.scidex.migration;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.postgresql.PGConnection;

/**
 * Stands in for PostgreSQL's client programs on a machine that has none: as much of them as the runbook uses. It connects
 * as they do, by {@code PGHOST}, {@code PGPORT}, {@code PGUSER} and {@code PGPASSWORD}.
 */
final class PostgresClient {

    /** The programs that it can be. */
    static final List<String> PROGRAMS = List.of("psql", "createdb", "dropdb", "pg_dump");

    private PostgresClient() {}

    /** Is the program that the first argument names. */
    public static void main(String[] args) throws SQLException, IOException {
        List<String> rest = Arrays.asList(args).subList(1, args.length);
        switch (args[0]) {
            case "psql" -> psql(rest);
            case "createdb" ->
                maintain("CREATE DATABASE \"%s\" TEMPLATE \"%s\"".formatted(name(rest), option(rest, "--template")));
            case "dropdb" -> maintain("DROP DATABASE \"%s\"".formatted(name(rest)));
            case "pg_dump" -> dump(name(rest), Path.of(option(rest, "--file")));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** {@code psql --csv DATABASE -c SQL}. */
    private static void psql(List<String> args) throws SQLException {
        if (!args.get(0).equals("--csv") || !args.get(2).equals("-c")) {
            throw new IllegalArgumentException("only --csv DATABASE -c SQL: " + args);
        }
        try (Connection connection = connect(args.get(1));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(args.get(3))) {
            int columns = rows.getMetaData().getColumnCount();
            StringJoiner header = new StringJoiner(",");
            for (int column = 1; column <= columns; column++) {
                header.add(rows.getMetaData().getColumnLabel(column));
            }
            System.out.println(header);
            while (rows.next()) {
                StringJoiner row = new StringJoiner(",");
                for (int column = 1; column <= columns; column++) {
                    row.add(rows.getString(column));
                }
                System.out.println(row);
            }
        }
    }

    /** Keeps the rows of each table, in a form of its own. */
    private static void dump(String database, Path file) throws SQLException, IOException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                for (String table : tables) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("COPY %s TO STDOUT".formatted(table), writer);
                }
            }
        }
    }

    private static void maintain(String sql) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String database) throws SQLException {
        Map<String, String> environment = System.getenv();
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s".formatted(environment.get("PGHOST"), environment.get("PGPORT"), database),
                environment.get("PGUSER"),
                environment.get("PGPASSWORD"));
    }

    private static String name(List<String> args) {
        return args.get(args.size() - 1);
    }

    private static String option(List<String> args, String name) {
        return args.stream()
                .filter(arg -> arg.startsWith(name + "="))
                .map(arg -> arg.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
