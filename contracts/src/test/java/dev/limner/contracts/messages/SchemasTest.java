package dev.limner.contracts.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/** The schemas say what the records are, so that neither can change alone. */
class SchemasTest {

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#all")
    void shouldNameItsMessage(Contract contract) {
        // Given
        String name = contract.type().name();

        // When
        JsonNode schema = contract.schema();

        // Then
        assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("$id").asText()).isEqualTo("urn:limner:schema:" + name + ".v1");
        assertThat(schema.get("title").asText()).isEqualTo(name);
        assertThat(schema.get("description").asText()).endsWith(".");
        assertThat(schema.has("additionalProperties")).as("unknown fields are a newer sender's").isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#all")
    void shouldHaveTheFieldsOfItsRecord(Contract contract) {
        // When
        List<String> differences = differences(contract, contract.schema(), contract.type().form(), "");

        // Then
        assertThat(differences).isEmpty();
    }

    private static List<String> differences(Contract contract, JsonNode schema, Class<?> form, String path) {
        List<String> found = new ArrayList<>();
        List<String> described = new ArrayList<>();
        schema.get("properties").fieldNames().forEachRemaining(described::add);
        List<String> components = Arrays.stream(form.getRecordComponents()).map(RecordComponent::getName).toList();
        if (!described.equals(components)) {
            found.add("%s: the schema has %s, the record %s".formatted(path, described, components));
            return found;
        }
        for (RecordComponent component : form.getRecordComponents()) {
            String at = path + "." + component.getName();
            JsonNode fragment = schema.at("/properties/" + component.getName());
            if (!fragment.has("description")) {
                found.add(at + " has no description");
            }
            boolean required = false;
            for (JsonNode name : schema.get("required")) {
                required |= name.asText().equals(component.getName());
            }
            JsonNode resolved = contract.resolved(fragment);
            Set<String> types = types(resolved);
            if (required == types.contains("null")) {
                found.add(at + ": a field is either required or may be null");
            }
            if (component.getType().isPrimitive() && !required) {
                found.add(at + ": what the record holds as a primitive must be required");
            }
            if (!types.contains(jsonType(component.getType()))) {
                found.add("%s: the schema says %s, the record %s".formatted(at, types, component.getType()));
            }
            found.addAll(nested(contract, resolved, component, at));
        }
        return found;
    }

    private static List<String> nested(Contract contract, JsonNode fragment, RecordComponent component, String at) {
        Class<?> form = component.getType();
        if (form.isEnum()) {
            Set<String> names = new HashSet<>();
            fragment.get("enum").forEach(name -> names.add(name.asText()));
            names.remove("null");
            Set<String> constants = new HashSet<>();
            Arrays.stream(form.getFields()).filter(field -> field.isEnumConstant())
                    .forEach(field -> constants.add(field.getAnnotation(JsonProperty.class).value()));
            return names.equals(constants) ? List.of() : List.of(at + ": " + names + " is not " + constants);
        }
        if (Collection.class.isAssignableFrom(form)) {
            Class<?> item = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            JsonNode items = contract.resolved(fragment.get("items"));
            return jsonType(item).equals("object")
                    ? differences(contract, items, item, at + "[]")
                    : types(items).contains(jsonType(item)) ? List.of() : List.of(at + ": items differ");
        }
        if (Map.class.isAssignableFrom(form)) {
            Class<?> value = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
            return types(fragment.get("additionalProperties")).contains(jsonType(value))
                    ? List.of()
                    : List.of(at + ": values differ");
        }
        return jsonType(form).equals("object") ? differences(contract, fragment, form, at) : List.of();
    }

    private static Set<String> types(JsonNode fragment) {
        Set<String> types = new HashSet<>();
        JsonNode type = fragment.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        return types;
    }

    private static String jsonType(Class<?> type) {
        if (Set.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
            return "integer";
        }
        if (Set.of(double.class, Double.class).contains(type)) {
            return "number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "array";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() && !Texts.written(type) ? "object" : "string";
    }
}
