package ai.scidex.migration.decision;

import static ai.scidex.migration.decision.Legacy.KNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTest {

    private static final List<String> SCHEMES = List.of("https://", "HTTP://", "ssh://", "https:/", "//", "");

    private static final List<String> AUTHORITIES = List.of(
            "a.org",
            "a..org",
            "a.org.",
            ".a.org",
            "-a.org",
            "a_b",
            "a.org:80",
            "a.org:",
            "a.org:123456",
            "u@a.org",
            "u:p@a.org",
            "@a.org",
            "[::1]",
            "127.0.0.1",
            "ä.org",
            "");

    private static final List<String> RESTS = List.of(
            "", "/", "/a..b", "/a%20b", "?a-b", "#a-b", "?a<b", "#>", "/a%2", "/a b", "/ä", "/a@b", "?x=1", "?x?", "#y",
            "#y#z", "/a?x#y", "/a\\b");

    @Test
    void readsTheSourcesThatTheSchemaTakes() {
        MetadataValidator validator = MetadataValidator.standard();
        for (String scheme : SCHEMES) {
            for (String authority : AUTHORITIES) {
                for (String rest : RESTS) {
                    String url = scheme + authority + rest;
                    boolean valid = validator
                            .validate(Legacy.external().put("external_source_url", url))
                            .violations()
                            .isEmpty();

                    assertThat(isRead(Url.ofSource(), url)).as(url).isEqualTo(valid);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.org/b, true",
        "ssh://git@a.org:22/b.git, true",
        "https://a.org/b?ref=a-b#c-d, true",
        "https://user@a.org/b, false",
        "https://user%3Apass@a.org/b, false",
        "ssh://user%3Apass@a.org/b, false",
        "https://a.org/b?access_token=s3cret, false",
        "https://a.org/b?x=1&X-Amz-Signature=ab, false",
        "https://a.org/b#api_key=s3cret, false",
        "ssh://user:pass@a.org/b, false",
        "ssh://:@a.org/b, false",
        "git@a.org:b.git, false",
        "git://a.org/b, false"
    })
    void readsRepositoriesWithoutCredentials(String url, boolean expected) {
        assertThat(isRead(Url.ofRepository(), url)).isEqualTo(expected);
    }

    private static boolean isRead(Url form, String url) {
        Examination examination = new Examination(Legacy.artifact(Legacy.external()), KNOWN, Rulings.none());
        return form.read(new TextNode(url), examination) instanceof Exact;
    }
}
