package ai.scidex.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The published schema, and what of it is committed elsewhere. With {@code -Dgolden.update=true} that is written anew.
 */
class PublishedSchemaTest {

    private static final SchemaProject PROJECT = new SchemaProject(Path.of("../.."));

    @Test
    void isReleasedUnderItsVersionAndToldInTheReference() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            PROJECT.update().forEach(System.out::println);
        }

        assertThat(PROJECT.problems()).isEmpty();
    }
}
