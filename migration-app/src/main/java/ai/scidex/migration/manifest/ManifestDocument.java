package ai.scidex.migration.manifest;

import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.validation.TextForms;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the text of a manifest. Nothing is made of it but texts, so a tag can name no class; what is wrong has its line. */
final class ManifestDocument {

    private static final String MODELS = "models";

    private static final List<String> KEYS = List.of("id", "state", "reason");

    private static final Set<String> STATES = Set.of("candidate", "promoted");

    /** What YAML calls a node by itself, without a tag that somebody wrote. */
    private static final Set<Tag> RESOLVED =
            Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

    private static final int SHOWN = 60;

    private ManifestDocument() {}

    /**
     * Returns the entries, in the order of the text.
     *
     * @throws ManifestException if it is none
     */
    static List<Manifest.Entry> entries(String name, String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            // Only a constructor would make something of a tag, and there is none: we refuse them all, in our words.
            options.setTagInspector(tag -> true);
            return entries(new Yaml(options).compose(new StringReader(text)));
        } catch (YAMLException e) {
            throw new ManifestException("the manifest %s is no YAML: %s".formatted(name, reason(e)));
        } catch (IllegalArgumentException e) {
            throw new ManifestException("the manifest %s is not usable: %s".formatted(name, e.getMessage()));
        }
    }

    private static String reason(YAMLException failure) {
        if (failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return "line %d: %s".formatted(marked.getProblemMark().getLine() + 1, marked.getProblem());
        }
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static List<Manifest.Entry> entries(@Nullable Node document) {
        if (!(document instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("it has no list called models");
        }
        Map<String, Node> members = members(mapping, List.of(MODELS), "the file");
        if (!(members.get(MODELS) instanceof SequenceNode models)) {
            throw new IllegalArgumentException("it has no list called models");
        }
        refuseTag(models);
        List<Manifest.Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Node node : models.getValue()) {
            Manifest.Entry entry = entry(entries.size() + 1, node);
            Integer first = lines.putIfAbsent(entry.id(), line(node));
            if (first != null) {
                throw wrong(node, "'%s' is named twice, first in line %d".formatted(shown(entry.id()), first));
            }
            entries.add(entry);
        }
        return entries;
    }

    private static Manifest.Entry entry(int number, Node node) {
        String name = "entry " + number;
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "%s is not one; it has id, state and reason".formatted(name));
        }
        Map<String, Node> members = members(mapping, KEYS, name);
        String id = text(name, mapping, members, "id");
        String state = text(name, mapping, members, "state");
        String reason = text(name, mapping, members, "reason");
        if (!STATES.contains(state)) {
            throw wrong(
                    members.getOrDefault("state", node),
                    "%s cannot land as '%s', only as candidate or promoted".formatted(name, shown(state)));
        }
        return new Manifest.Entry(id, new Landing(PromotionState.of(state), reason));
    }

    private static Map<String, Node> members(MappingNode mapping, List<String> allowed, String name) {
        refuseTag(mapping);
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            Node key = member.getKeyNode();
            String text = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!allowed.contains(text)) {
                throw wrong(
                        key,
                        "%s has the unknown key '%s'; it may have %s, nothing else"
                                .formatted(name, shown(text), listed(allowed)));
            }
            if (members.put(text, member.getValueNode()) != null) {
                throw wrong(key, "%s has the key %s twice".formatted(name, text));
            }
        }
        return members;
    }

    private static String text(String name, Node entry, Map<String, Node> members, String key) {
        Node node = members.getOrDefault(key, entry);
        refuseTag(node);
        if (node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.STR)
                && !TextForms.isBlank(scalar.getValue())) {
            return scalar.getValue();
        }
        throw wrong(node, "%s has no text for %s".formatted(name, key));
    }

    private static void refuseTag(Node node) {
        if (!RESOLVED.contains(node.getTag())) {
            throw wrong(node, "the tag %s is not allowed; there are texts and lists only".formatted(shown(tag(node))));
        }
    }

    private static String tag(Node node) {
        String tag = node.getTag().getValue();
        return tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
    }

    private static IllegalArgumentException wrong(Node node, String what) {
        return new IllegalArgumentException("line %d: %s".formatted(line(node), what));
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String listed(List<String> keys) {
        return keys.size() == 1 ? keys.get(0) : "id, state and reason";
    }

    private static String shown(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
