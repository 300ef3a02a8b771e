package example;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * Plant or animal.
 */
public enum Kingdom {
    /**
     * Written as plant.
     */
    PLANT("plant"),

    /**
     * Written as animal.
     */
    ANIMAL("animal");

    private final String value;

    Kingdom(String value) {
        this.value = value;
    }

    /**
     * Returns the constant that is written as {@code value}.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Kingdom of(String value) {
        return parse(value).orElseThrow(() -> new IllegalArgumentException(
                Limits.quote(value) + " is none of plant, animal"));
    }

    /**
     * Returns the constant that is written as {@code value}, if there is one.
     */
    public static Optional<Kingdom> parse(String value) {
        return Arrays.stream(values()).filter(constant -> constant.value.equals(value)).findFirst();
    }

    /**
     * Returns the text that it is in JSON.
     */
    @JsonValue
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
