package ai.scidex.migration.plan;

import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.failure.FileFailure;
import ai.scidex.migration.failure.OrdinaryFile;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan as it was printed in JSON, read once from beginning to end: one of its artifacts at a time is in memory. */
public final class PlanFile implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(MetadataJson.MAX_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;
    private final JsonParser parser;
    private final PlanBasis basis;
    private final PlanSeal seal = new PlanSeal();

    private PlanFile(Path file, JsonParser parser, PlanBasis basis) {
        this.file = file;
        this.parser = parser;
        this.basis = basis;
    }

    /**
     * Opens a plan.
     *
     * @throws PlanFileException if it cannot be read, or does not begin as a plan does
     */
    public static PlanFile open(Path file) {
        try {
            JsonParser parser = JSON.createParser(OrdinaryFile.open(file));
            try {
                return new PlanFile(file, parser, readBasis(file, parser));
            } catch (IOException | PlanFileException e) {
                parser.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    Path file() {
        return file;
    }

    PlanBasis basis() {
        return basis;
    }

    /**
     * Returns the next artifact, in the order in which they were printed; empty after the last one.
     *
     * @throws PlanFileException if the file turns out not to be the plan that was printed
     */
    Optional<PlannedArtifact> next() {
        try {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                requireSeal();
                return Optional.empty();
            }
            require(parser.hasToken(JsonToken.START_OBJECT), file);
            PlannedArtifact artifact = parser.readValueAs(PlannedArtifact.class);
            seal.add(artifact);
            return Optional.of(artifact);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Reads up to the first artifact. */
    private static PlanBasis readBasis(Path file, JsonParser parser) throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, file);
        require("basis".equals(parser.nextFieldName()), file);
        parser.nextToken();
        PlanBasis basis = parser.readValueAs(PlanBasis.class);
        require(basis != null && "artifacts".equals(parser.nextFieldName()), file);
        require(parser.nextToken() == JsonToken.START_ARRAY, file);
        return basis;
    }

    /** Reads what stands behind the last artifact. */
    private void requireSeal() throws IOException {
        String sha256 = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("sha256")) {
                sha256 = parser.getValueAsString();
            }
            parser.skipChildren();
        }
        require(parser.hasToken(JsonToken.END_OBJECT), file);
        require(seal.of(basis).equals(sha256), file);
    }

    private static void require(boolean asPrinted, Path file) {
        if (!asPrinted) {
            throw damaged(file, null);
        }
    }

    private static PlanFileException unreadable(Path file, IOException failure) {
        return failure instanceof JsonProcessingException
                ? damaged(file, failure)
                : new PlanFileException(
                        "cannot read the plan %s: %s".formatted(file, FileFailure.reason(failure)), failure);
    }

    private static PlanFileException damaged(Path file, @Nullable Throwable cause) {
        return new PlanFileException(
                "%s is not a plan as model-catalog plan --output json prints it; make a new one".formatted(file),
                cause);
    }
}
