package ai.scidex.migration.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.metadata.DocumentBytes;
import ai.scidex.metadata.MetadataJson;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DocumentReaderTest {

    /** Lines of many lengths, also longer than the buffer, in pieces of many sizes: none is lost, joined or miscounted. */
    @Property(tries = 300)
    void findsEveryLineWhereItStands(
            @ForAll @Size(max = 20) List<@IntRange(max = 20_000) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 10_000) int piece)
            throws IOException {
        List<String> lines = lengths.stream()
                .map(length -> length == 0 ? " \r" : text(length))
                .toList();
        List<Tuple.Tuple2<Long, String>> expected = IntStream.range(0, lines.size())
                .filter(i -> lengths.get(i) > 0)
                .mapToObj(i -> Tuple.of(i + 1L, lines.get(i)))
                .toList();

        DocumentReader reader = new DocumentReader(inPieces(String.join("\n", lines), piece), 0);

        List<Tuple.Tuple2<Long, String>> found = new ArrayList<>();
        for (DocumentBytes line = reader.nextLine(); line != null; line = reader.nextLine()) {
            found.add(Tuple.of(reader.line(), MetadataJson.parse(line).textValue()));
        }
        assertThat(found.stream()
                        .map(line -> Tuple.of(line.get1(), "\"" + line.get2() + "\""))
                        .toList())
                .isEqualTo(expected);
    }

    @Property(tries = 100)
    void takesNothingAwayWhereItLooksWhatComes(
            @ForAll @IntRange(min = 1, max = 40_000) int length, @ForAll @IntRange(min = 1, max = 10_000) int piece)
            throws IOException {
        String text = "{\n\"a\": %s}\n{}".formatted(text(length));
        DocumentReader reader = new DocumentReader(inPieces(text, piece), 0);

        assertThat(reader.isJsonLines()).isFalse();
        assertThat(reader.rest().length()).isEqualTo(text.length());
    }

    /** However much of the line was read when the memory gave out: the next line is the next. */
    @Property(tries = 100)
    void goesOnBehindALineThatItLeaves(
            @ForAll @IntRange(min = 1, max = 40_000) int length, @ForAll @IntRange(min = 1, max = 10_000) int piece)
            throws IOException {
        AtomicInteger room = new AtomicInteger(length);
        DocumentReader reader = new DocumentReader(
                new FilterInputStream(inPieces("%s\n{}".formatted(text(length + 1)), piece)) {

                    @Override
                    public int read(byte[] buffer, int offset, int count) throws IOException {
                        if (room.get() == 0) {
                            room.set(Integer.MAX_VALUE);
                            throw new OutOfMemoryError("no room");
                        }
                        int read = super.read(buffer, offset, Math.min(count, room.get()));
                        room.addAndGet(-Math.max(read, 0));
                        return read;
                    }
                },
                0);

        assertThatThrownBy(reader::nextLine).isInstanceOf(OutOfMemoryError.class);
        assertThat(reader.line()).isEqualTo(1);
        reader.leaveLine();

        assertThat(reader.nextLine().length()).isEqualTo(2);
        assertThat(reader.line()).isEqualTo(2);
    }

    @Example
    void knowsJsonLinesByTheirFirstLine() throws IOException {
        assertThat(List.of(
                        "{}\n{}",
                        "\n[]\n1",
                        "{\"a\": \"}\\\\\\\"\"}\n{",
                        "{\"a\": [}}\nx",
                        "{ } \r\n \n.",
                        "null\n{}",
                        " null \r\n1"))
                .allSatisfy(text -> assertThat(isJsonLines(text)).isTrue());
        assertThat(List.of(
                        "",
                        "\n",
                        "{}",
                        "{}\n \r\n",
                        "{\n}",
                        "{} {}\n{}",
                        "{}}\n{}",
                        "1\n2",
                        "\"{}\"\n{}",
                        "]\n{}",
                        "nulls\n{}",
                        "null"))
                .allSatisfy(text -> assertThat(isJsonLines(text)).isFalse());
    }

    private static boolean isJsonLines(String text) throws IOException {
        return new DocumentReader(inPieces(text, 3), 0).isJsonLines();
    }

    /** A text of JSON that differs from others of other lengths. */
    private static String text(int length) {
        return "\"%s\"".formatted("x".repeat(length - 1) + length % 10);
    }

    private static InputStream inPieces(String text, int piece) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, piece));
            }
        };
    }
}
