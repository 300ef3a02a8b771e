package ai.scidex.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A part of the page that is the same in every report. */
enum PagePart {
    /** The frame, with places that are filled. */
    PAGE("report.html"),

    /** How it looks. */
    STYLE("report.css"),

    /** What makes it answer. */
    SCRIPT("report.js");

    private final String file;

    PagePart(String file) {
        this.file = file;
    }

    String text() {
        try (InputStream in = PagePart.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("there is no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what a content security policy calls it. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
