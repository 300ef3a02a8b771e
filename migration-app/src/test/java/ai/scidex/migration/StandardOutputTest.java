package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void passesOnWhatIsPrinted() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(stream);

        print(output);

        assertThat(stream).hasToString("a result");
        assertThat(output.failure()).isEmpty();
    }

    @Test
    void remembersWhyAResultIsNotComplete() {
        StandardOutput output = new StandardOutput(failing("No space left on device"));

        print(output);

        assertThat(output.failure()).hasValue("No space left on device");
    }

    @Test
    void forgivesAReaderThatHasEnough() {
        StandardOutput output = new StandardOutput(failing("Broken pipe"));

        print(output);

        assertThat(output.failure()).isEmpty();
    }

    private static void print(StandardOutput output) {
        PrintWriter writer = new PrintWriter(output, false, StandardCharsets.UTF_8);
        writer.print("a result");
        writer.flush();
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {

            @Override
            public void write(int single) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
