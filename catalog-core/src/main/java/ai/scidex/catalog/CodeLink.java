package ai.scidex.catalog;

import ai.scidex.catalog.validation.TextForms;
import java.util.Locale;

/**
 * The code that a model is trained with: all of it, or no link at all.
 *
 * <p>White space around a value does not count. A tag, a branch or a shortened commit is refused: it names other code
 * tomorrow, or cannot be told apart.
 *
 * @param repoUrl the repository, an absolute http(s) or ssh URL without credentials, at most 2,000 characters
 * @param commitSha the commit, 40 or 64 hexadecimal digits; kept in lower case
 * @param entrypoint the training program, a relative path that stays inside the repository, at most 2,000 characters
 */
public record CodeLink(String repoUrl, String commitSha, String entrypoint) {

    /**
     * Checks the three values.
     *
     * @throws InvalidValueException if one of them is not of its form
     */
    public CodeLink {
        repoUrl = GivenText.url(
                "code_repo_url",
                repoUrl,
                TextForms::isRepositoryUrl,
                "absolute http(s) or ssh URL without credentials");
        commitSha = GivenText.line(
                        "code_commit_sha",
                        commitSha,
                        TextForms::isCommitSha,
                        "whole commit id; give its 40 or 64 hexadecimal digits")
                .toLowerCase(Locale.ROOT);
        entrypoint = GivenText.line(
                "code_entrypoint",
                entrypoint,
                TextForms::isPathInside,
                "relative path that stays inside the repository");
    }
}
