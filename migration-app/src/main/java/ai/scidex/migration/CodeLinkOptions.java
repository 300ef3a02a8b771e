package ai.scidex.migration;

import ai.scidex.catalog.CodeLink;
import picocli.CommandLine.Option;

/** The code that a model was trained with: all three, or none. */
final class CodeLinkOptions {

    @Option(
            names = "--code-repo-url",
            paramLabel = "URL",
            required = true,
            description = "The repository of the training code, http(s) or ssh, without credentials.")
    private String repoUrl;

    @Option(
            names = "--code-commit-sha",
            paramLabel = "SHA",
            required = true,
            description = "Its commit, 40 or 64 hexadecimal digits.")
    private String commitSha;

    @Option(
            names = "--code-entrypoint",
            paramLabel = "PATH",
            required = true,
            description = "The training program, a relative path inside the repository.")
    private String entrypoint;

    /** Returns the link; a value that is not of its form is refused as the catalog refuses it. */
    CodeLink link() {
        return new CodeLink(repoUrl, commitSha, entrypoint);
    }
}
