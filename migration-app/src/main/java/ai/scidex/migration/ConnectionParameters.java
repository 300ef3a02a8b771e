package ai.scidex.migration;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;

/** What stands behind the question mark of a URL. The driver passes over a name that it does not know. */
final class ConnectionParameters {

    private static final String SSL_MODE = "sslmode";

    private ConnectionParameters() {}

    /** Returns what is wrong with the parameters of {@code url}, and what to do; empty if nothing is. */
    static Optional<String> fault(String url) {
        int mark = url.indexOf('?');
        if (mark < 0) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        List<String> parameters = Arrays.stream(url.substring(mark + 1).split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .toList();
        for (String parameter : parameters) {
            int sign = parameter.indexOf('=');
            String name = sign < 0 ? parameter : parameter.substring(0, sign);
            if (!names.add(name)) {
                // The driver takes the last one, which may let in more than the first.
                return Optional.of("the URL sets '%s' twice; leave one out".formatted(Output.printable(name)));
            }
            Optional<String> fault = fault(name, parameter.substring(sign + 1));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(String name, String value) {
        if (PGProperty.forName(name) == null) {
            return Optional.of("the URL sets '%s', which the driver does not know; correct the name, or leave it out"
                    .formatted(Output.printable(name)));
        }
        if (name.equals(SSL_MODE)
                && !value.contains("%")
                && Arrays.stream(SslMode.VALUES).noneMatch(mode -> mode.value.equalsIgnoreCase(value))) {
            return Optional.of("the URL sets sslmode to '%s'; set it to one of %s"
                    .formatted(
                            Output.printable(value),
                            Arrays.stream(SslMode.VALUES)
                                    .map(mode -> mode.value)
                                    .collect(Collectors.joining(", "))));
        }
        return Optional.empty();
    }
}
