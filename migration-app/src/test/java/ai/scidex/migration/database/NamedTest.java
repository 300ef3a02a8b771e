package ai.scidex.migration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamedTest {

    @Test
    void keepsPasswordsOutOfMessages() {
        Named database = new Named("jdbc:postgresql://db.example.org:5432/scidex?user=eve&password=secret", null, "pw");

        assertThat(database.description()).isEqualTo("jdbc:postgresql://db.example.org:5432/scidex");
        assertThat(database).hasToString("Named[jdbc:postgresql://db.example.org:5432/scidex]");
    }

    @Test
    void isNoSample() {
        assertThat(new Named("jdbc:postgresql:scidex", "scidex", null).isSample())
                .isFalse();
    }

    @Test
    void refusesAUrlOfAnotherKindWithoutRepeatingItsPassword() {
        assertThatThrownBy(() -> new Named("postgres://eve:secret@db.example.org/scidex", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a URL of the form jdbc:postgresql://HOST:PORT/DATABASE:"
                        + " postgres://db.example.org/scidex");
    }
}
