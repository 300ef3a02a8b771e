package ai.scidex.migration.schema;

import ai.scidex.catalog.TestDatabase;
import java.util.List;
import java.util.function.Function;

/** Everything that a schema consists of, one line an object, as PostgreSQL describes it. */
public final class SchemaSnapshot {

    private static final String LINES = """
            SELECT c.relname || ' is a ' || c.relkind::TEXT || coalesce(': ' || obj_description(c.oid, 'pg_class'), '')
              FROM pg_class c WHERE c.relnamespace = s.oid
             UNION ALL
            SELECT concat_ws(' ', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
                             CASE WHEN a.attnotnull THEN 'NOT NULL' END, a.attidentity::TEXT,
                             'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum))
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE c.relnamespace = s.oid AND c.relkind IN ('r', 'v', 'm', 'p') AND a.attnum > 0 AND NOT a.attisdropped
             UNION ALL
            SELECT c.conrelid::regclass || ' has ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
              FROM pg_constraint c WHERE c.connamespace = s.oid
             UNION ALL
            SELECT i.tablename || ' has ' || i.indexdef
              FROM pg_indexes i WHERE i.schemaname = s.nspname
             UNION ALL
            SELECT x.stxrelid::regclass || ' has ' || pg_get_statisticsobjdef(x.oid)
              FROM pg_statistic_ext x WHERE x.stxnamespace = s.oid
             UNION ALL
            SELECT t.tgrelid::regclass || ' has ' || pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::TEXT
              FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
             WHERE c.relnamespace = s.oid AND NOT t.tgisinternal
             UNION ALL
            SELECT pg_get_functiondef(p.oid)
              FROM pg_proc p WHERE p.pronamespace = s.oid
             UNION ALL
            SELECT v.viewname || ' shows ' || v.definition
              FROM pg_views v WHERE v.schemaname = s.nspname
             UNION ALL
            SELECT t.typname || ' is a type'
              FROM pg_type t WHERE t.typnamespace = s.oid AND t.typrelid = 0 AND t.typelem = 0
            """;

    private SchemaSnapshot() {}

    /** Returns the lines about the schema {@code public}. */
    public static List<String> of(TestDatabase database) {
        return of(database, "public");
    }

    /** Returns the lines about the schema {@code public} of a database of which {@code query} returns one value. */
    public static List<String> of(Function<String, String> query) {
        return of(query, "public");
    }

    static List<String> of(TestDatabase database, String schema) {
        return of(database::queryText, schema);
    }

    private static List<String> of(Function<String, String> query, String schema) {
        String lines = query.apply("""
                SELECT string_agg(replace(line, E'\\n', ' '), E'\\n' ORDER BY line COLLATE "C")
                  FROM pg_namespace s, LATERAL (%s) l (line)
                 WHERE s.nspname = '%s'
                """.formatted(LINES, schema));
        return lines == null ? List.of() : lines.lines().toList();
    }

    /** Returns the lines about one table of the schema {@code public}, and none about what it is used by. */
    static List<String> ofTable(TestDatabase database, String table) {
        return of(database).stream()
                .filter(line -> line.startsWith(table + " ") || line.startsWith(table + "."))
                .toList();
    }
}
