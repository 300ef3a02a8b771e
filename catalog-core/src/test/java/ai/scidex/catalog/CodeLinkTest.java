package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeLinkTest {

    private static final String REPOSITORY = "https://github.com/scidex/models";
    private static final String COMMIT = "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5";
    private static final String PROGRAM = "artifacts/models/model-1/train.py";

    @Test
    void keepsItsValuesWithoutWhiteSpaceAndTheCommitInLowerCase() {
        CodeLink link =
                new CodeLink(" ssh://git@github.com/a/b.git\n", COMMIT.toUpperCase(Locale.ROOT) + " ", "\ttrain.py");

        assertThat(link).isEqualTo(new CodeLink("ssh://git@github.com/a/b.git", COMMIT, "train.py"));
        assertThat(link.commitSha()).isEqualTo("4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5");
    }

    @Test
    void takesACommitOfEitherHash() {
        String sha256 = "ab".repeat(32);

        assertThat(new CodeLink(REPOSITORY, sha256, PROGRAM).commitSha()).isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvSource({
        "4f1c2ab, 4f1c2ab",
        "main, main",
        "v1.0, v1.0",
        "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a, 4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a",
        "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5b, 4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5b",
        "gf1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5, gf1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5"
    })
    void refusesWhatIsNoWholeCommit(String commit, String shown) {
        assertRefused(
                "code_commit_sha",
                "code_commit_sha '%s' is no whole commit id; give its 40 or 64 hexadecimal digits".formatted(shown),
                () -> new CodeLink(REPOSITORY, commit, PROGRAM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/train.py",
                "~/train.py",
                "../train.py",
                "a/../../train.py",
                "a\\..\\..\\train.py",
                "C:\\train.py",
                "file://train.py"
            })
    void refusesAProgramOutsideTheRepository(String program) {
        assertRefused(
                "code_entrypoint",
                "code_entrypoint '%s' is no relative path that stays inside the repository".formatted(program),
                () -> new CodeLink(REPOSITORY, COMMIT, program));
    }

    @ParameterizedTest
    @CsvSource({
        "git@github.com:a/b.git, …@github.com:a/b.git",
        "https://me:hunter2@github.com/a/b, …@github.com/a/b",
        "ssh://me:hunter2@github.com/a/b, …@github.com/a/b",
        "https://ghp_0123@github.com/a/b, …@github.com/a/b",
        "https://github.com/a/b?private_token=s3cret, https://github.com/a/b?…",
        "github.com/a/b, github.com/a/b",
        "file:///a/b, file:///a/b"
    })
    void refusesARepositoryThatNobodyReachesOrThatGivesAPasswordAway(String url, String shown) {
        assertRefused(
                "code_repo_url",
                "code_repo_url '%s' is no absolute http(s) or ssh URL without credentials".formatted(shown),
                () -> new CodeLink(url, COMMIT, PROGRAM));
    }

    @Test
    void repeatsNoPasswordThatStandsInTheWrongPlace() {
        assertRefused(
                "code_entrypoint",
                "code_entrypoint 'https://…@host/x' is no relative path that stays inside the repository",
                () -> new CodeLink(REPOSITORY, COMMIT, "https://me:hunter2@host/x"));
    }

    @Test
    void repeatsNoPasswordOfAUrlThatIsTooLong() {
        String url = "https://me:hunter2@github.com/" + "a".repeat(2_000);

        assertRefused(
                "code_repo_url",
                "code_repo_url '…@github.com/%s…' has 2030 characters, more than the 2000 that are kept"
                        .formatted("a".repeat(47)),
                () -> new CodeLink(url, COMMIT, PROGRAM));
    }

    @Test
    void refusesWhatSaysNothing() {
        assertRefused("code_repo_url", "code_repo_url is blank", () -> new CodeLink(" \u00a0", COMMIT, PROGRAM));
        assertRefused(
                "code_entrypoint",
                "code_entrypoint 'TBD' is a placeholder; write what it stands for",
                () -> new CodeLink(REPOSITORY, COMMIT, "TBD"));
    }

    @Test
    void refusesALineThatIsTooLongOrIsNone() {
        assertRefused(
                "code_entrypoint",
                "code_entrypoint '%s…' has 2001 characters, more than the 2000 that are kept".formatted("a".repeat(60)),
                () -> new CodeLink(REPOSITORY, COMMIT, "a".repeat(2001)));
        assertRefused(
                "code_entrypoint",
                "code_entrypoint 'a\\u000ab' is no relative path that stays inside the repository",
                () -> new CodeLink(REPOSITORY, COMMIT, "a\nb"));
    }

    private static void assertRefused(String field, String message, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field))
                .hasMessage(message);
    }
}
