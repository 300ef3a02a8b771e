package ai.scidex.migration.report;

import ai.scidex.metadata.Credentials;
import ai.scidex.migration.decision.Reason;
import ai.scidex.report.ArtifactSection;
import ai.scidex.report.Candidate;
import ai.scidex.report.FieldRuling;
import ai.scidex.report.HeldField;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The sections of the report, read a page at a time: the next one while the one before is written. */
final class ArtifactPages implements Iterator<ArtifactSection>, AutoCloseable {

    private static final int PAGE = 100;

    /** Planning the query takes as long as a hundred rows without metadata. */
    private static final int PAGE_WITHOUT_METADATA = 400;

    private final Connection connection;
    private final boolean withEveryMetadata;
    private final int pageSize;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(ArtifactPages::daemon);
    private Future<Page> ahead;
    private Iterator<ArtifactSection> page = Collections.emptyIterator();
    private String after = "";
    private boolean isLast;

    /**
     * Begins to read.
     *
     * @param connection used by nothing else until this is closed
     * @param withEveryMetadata whether also the metadata is wanted of artifacts that have nothing to decide
     */
    ArtifactPages(Connection connection, boolean withEveryMetadata) {
        this.connection = connection;
        this.withEveryMetadata = withEveryMetadata;
        this.pageSize = withEveryMetadata ? PAGE : PAGE_WITHOUT_METADATA;
        this.ahead = reader.submit(this::read);
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && !isLast) {
            Page read = ended(ahead);
            isLast = read.artifacts().size() < pageSize;
            if (!isLast) {
                ahead = reader.submit(this::read);
            }
            page = read.sections();
        }
        return page.hasNext();
    }

    @Override
    public ArtifactSection next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    /** Waits for the page that is being read, so that the connection is free. */
    @Override
    public void close() {
        reader.shutdown();
        boolean isInterrupted = false;
        while (!ahead.isDone()) {
            try {
                reader.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "report-reader");
        thread.setDaemon(true);
        return thread;
    }

    private static Page ended(Future<Page> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the record was read", e);
        } catch (ExecutionException e) {
            Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException("cannot read the record: " + failure.getMessage(), failure);
        }
    }

    private Page read() throws SQLException {
        List<RecordedArtifact> artifacts = artifacts();
        Object[] ids = artifacts.stream().map(RecordedArtifact::artifactId).toArray();
        if (!artifacts.isEmpty()) {
            after = artifacts.get(artifacts.size() - 1).artifactId();
        }
        return new Page(artifacts, holds(ids), rulings(ids));
    }

    private List<RecordedArtifact> artifacts() throws SQLException {
        List<RecordedArtifact> artifacts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.ARTIFACTS)) {
            statement.setString(1, after);
            statement.setInt(2, pageSize);
            statement.setBoolean(3, withEveryMetadata);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    artifacts.add(RecordedArtifact.of(result));
                }
            }
        }
        return artifacts;
    }

    private Map<String, List<HeldField>> holds(Object[] artifactIds) throws SQLException {
        Map<String, List<HeldField>> holds = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.HOLDS)) {
            statement.setArray(1, connection.createArrayOf("text", artifactIds));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    holds.computeIfAbsent(rows.getString("artifact_id"), id -> new ArrayList<>())
                            .add(heldField(rows));
                }
            }
        }
        return holds;
    }

    private Map<String, List<FieldRuling>> rulings(Object[] artifactIds) throws SQLException {
        Map<String, List<FieldRuling>> rulings = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.RULINGS)) {
            statement.setArray(1, connection.createArrayOf("text", artifactIds));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rulings.computeIfAbsent(rows.getString("artifact_id"), id -> new ArrayList<>())
                            .add(ruling(rows));
                }
            }
        }
        return rulings;
    }

    private static FieldRuling ruling(ResultSet row) throws SQLException {
        String value = row.getString("value");
        String note = row.getString("note");
        return new FieldRuling(
                row.getString("field"),
                row.getString("action"),
                value == null ? null : RecordedJson.shown(RecordedJson.parse(value)),
                Credentials.hide(row.getString("decided_by")),
                row.getString("decided_at"),
                note == null ? null : Credentials.hide(note));
    }

    private static HeldField heldField(ResultSet row) throws SQLException {
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode candidate : RecordedJson.parse(row.getString("candidates"))) {
            candidates.add(new Candidate(
                    RecordedJson.shown(candidate.path("value")),
                    candidate.path("source").asText()));
        }
        String reason = row.getString("reason");
        String explanation = Reason.named(reason).map(Reason::sentence).orElse(null);
        return new HeldField(
                row.getLong("hold_id"),
                row.getString("field"),
                reason,
                row.getBoolean("required"),
                explanation,
                candidates);
    }

    /** A page as the database gave it. It is made into sections by whoever wants them, while the next one is read. */
    private record Page(
            List<RecordedArtifact> artifacts,
            Map<String, List<HeldField>> holds,
            Map<String, List<FieldRuling>> rulings) {

        Iterator<ArtifactSection> sections() {
            return artifacts.stream()
                    .map(artifact -> artifact.section(holds.getOrDefault(artifact.artifactId(), List.of()))
                            .withRulings(rulings.getOrDefault(artifact.artifactId(), List.of())))
                    .iterator();
        }
    }
}
