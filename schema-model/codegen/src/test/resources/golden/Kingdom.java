
package example;

import java.util.HashMap;
import java.util.Map;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;


/**
 * Plant or animal.
 * 
 */
public enum Kingdom {

    PLANT("plant"),
    ANIMAL("animal");
    private final String value;
    private final static Map<String, Kingdom> CONSTANTS = new HashMap<String, Kingdom>();

    static {
        for (Kingdom c: values()) {
            CONSTANTS.put(c.value, c);
        }
    }

    Kingdom(String value) {
        this.value = value;
    }

    @Override
    public String toString() {
        return this.value;
    }

    @JsonValue
    public String value() {
        return this.value;
    }

    @JsonCreator
    public static Kingdom fromValue(String value) {
        Kingdom constant = CONSTANTS.get(value);
        if (constant == null) {
            throw new IllegalArgumentException(value);
        } else {
            return constant;
        }
    }

}
