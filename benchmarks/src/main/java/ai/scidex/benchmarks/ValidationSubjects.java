package ai.scidex.benchmarks;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.metadata.DocumentBytes;
import ai.scidex.metadata.MalformedDocumentException;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH measures of validation: documents a second, warm, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ValidationSubjects {

    static final int DOCUMENTS = 1000;

    private final byte[][] documents = new byte[DOCUMENTS][];
    private final ObjectMapper jackson = new ObjectMapper();
    private final MetadataValidator validator = MetadataValidator.standard();
    private final JsonSchema plain = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(
                    ValidationSubjects.class.getResourceAsStream("/schemas/model_artifact_metadata.json"),
                    SchemaValidatorsConfig.builder().build());

    /** Makes the documents. */
    public ValidationSubjects() {
        for (int i = 0; i < DOCUMENTS; i++) {
            documents[i] = Documents.mostlyValid(i).toString().getBytes(StandardCharsets.UTF_8);
        }
        plain.initializeValidators();
    }

    /** Parses and validates as the catalog does. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int catalog() throws MalformedDocumentException {
        int invalid = 0;
        for (byte[] document : documents) {
            JsonNode metadata = MetadataJson.parse(DocumentBytes.of(document));
            invalid += validator.validate(metadata).violations().isEmpty() ? 0 : 1;
        }
        return required(invalid);
    }

    /** Parses only. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int readTree() throws IOException {
        int members = 0;
        for (byte[] document : documents) {
            members += jackson.readTree(document).size();
        }
        return members;
    }

    /** Parses as Jackson does and validates with the whole schema. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int plainSchema() throws IOException {
        int invalid = 0;
        for (byte[] document : documents) {
            invalid += plain.validate(jackson.readTree(document)).isEmpty() ? 0 : 1;
        }
        return required(invalid);
    }

    private static int required(int invalid) {
        if (invalid != DOCUMENTS / 10) {
            throw new IllegalStateException(invalid + " documents are invalid");
        }
        return invalid;
    }
}
