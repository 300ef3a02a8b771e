package ai.scidex.codegen;

/** The kinds of values that JSON has and Java gets a type for. */
enum Shape {
    TEXT,
    BOOLEAN,
    /** A whole number that fits a {@code long}. */
    WHOLE_NUMBER,
    BIG_WHOLE_NUMBER,
    NUMBER,
    ENUM,
    LIST,
    /** An object of which no member is named. */
    MAP,
    /** An object of which members are named, or a choice of such objects. */
    RECORD,
    /** A text, or a list of texts. */
    TEXT_OR_LIST,
    /** A number, alone or as the value of an object. */
    MEASUREMENT,
    /** Any other choice of types. */
    JSON
}
