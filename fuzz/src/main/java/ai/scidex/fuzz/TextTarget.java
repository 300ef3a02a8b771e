package ai.scidex.fuzz;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.metadata.Credentials;
import java.nio.charset.StandardCharsets;

/** What a text is taken for does not depend on how often one asks, and what hides credentials leaves none. */
public final class TextTarget {

    private TextTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String harmless = Credentials.hide(text);
        Claim.that(Credentials.hide(harmless).equals(harmless), "left credentials");
        // The schema lets a source have any parameter; what lets somebody in is hidden wherever it is shown.
        Claim.that(
                !TextForms.isSourceUrl(text) || Credentials.hasSecretParameter(text) || harmless.equals(text),
                "a source may have credentials");
        Claim.that(!TextForms.isRepositoryUrl(text) || harmless.equals(text), "a repository may have credentials");
        Claim.that(!TextForms.isCommitSha(text) || !TextForms.isShortSha(text), "a short commit that is whole");
        Claim.that(!TextForms.isBlank(text) || !TextForms.isPathInside(text), "a path that is blank");
        TextForms.isRepositoryUrl(text);
        TextForms.isPlaceholder(text);
        TextForms.isMovingRef(text);
    }
}
