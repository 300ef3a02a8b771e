package ai.scidex.benchmarks;

/** What a JVM costs that does nothing. */
final class Hello {

    private Hello() {}

    public static void main(String[] args) {}
}
