package ai.scidex.benchmarks;

import java.util.function.DoubleBinaryOperator;

/** What is measured, and what it must come to. */
enum Goal {
    V1("parse and validate a document, documents/s", "Jackson readTree of the same bytes", Bound.AT_LEAST, 0.40),
    V2("parse and validate a document, documents/s", "the same library with the plain root oneOf", Bound.AT_LEAST, 1.6),
    V3("parse and validate a document, documents/s", "ajv, compiled, JSON.parse included", Bound.AT_LEAST, 0.85),
    R1("register one model, durable, median in µs", "fdatasync of 8 kB, median in µs", Bound.AT_MOST, 3.6),
    R3(
            "register at 1, 2, 4, 8 threads, geometric mean of models/s",
            "pgbench with the same statement, prepared",
            Bound.AT_LEAST,
            0.80),
    R4("register with one thread, models/s", "two plain INSERTs and a COMMIT in JDBC", Bound.AT_LEAST, 1.3),
    R6("register in lists of 1,000, models/s", "COPY of both tables", Bound.AT_LEAST, 0.85),
    B1("backfill that rewrites every row, two workers, rows/s", "pure SQL with the same writes", Bound.AT_LEAST, 0.60),
    B2("backfill of rows in the new form, rows/s", "the same SQL, rewriting", Bound.AT_LEAST, 1.3),
    B4("plan, one worker, rows/s", "reading and parsing the same rows only", Bound.AT_LEAST, 0.70),
    B5("time of the backfill as the rows grow", "exponent", Bound.AT_MOST, 1.03),
    M1("peak memory of the backfill of the larger table, MB", "the same of the smaller one", Bound.AT_MOST, 1.05),
    M2("backfill in a heap of 64 MB, rows/s", "the same in 256 MB", Bound.AT_LEAST, 0.9),
    J1("backfill by four processes that share the run, s", "by one process", Bound.AT_MOST, 1.0),
    S1("--help and --version, ms", "an empty java Hello", Bound.AT_MOST, 3.0),
    S2("validate of one document, cold, ms", "python3 -c 'import jsonschema, psycopg2'", Bound.AT_MOST, 1.8),
    P1("report of the larger table, s", "psql \\copy of the same query", Bound.AT_MOST, 1.3);

    private final String what;
    private final String against;
    private final Bound bound;
    private final double figure;

    Goal(String what, String against, Bound bound, double figure) {
        this.what = what;
        this.against = against;
        this.bound = bound;
        this.figure = figure;
    }

    String what() {
        return what;
    }

    String against() {
        return against;
    }

    /** Returns the bound as it is printed. */
    String bound() {
        return bound.sign + " " + figure;
    }

    boolean isMetBy(double ratio) {
        return bound == Bound.AT_LEAST ? ratio >= figure : ratio <= figure;
    }

    /** Returns what is compared with the bound: ours by theirs, or the exponent by which the time grows. */
    DoubleBinaryOperator ratio(double growth) {
        return this == B5
                ? (ours, theirs) -> Math.log(ours / theirs) / Math.log(growth)
                : (ours, theirs) -> ours / theirs;
    }

    private enum Bound {
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }
}
