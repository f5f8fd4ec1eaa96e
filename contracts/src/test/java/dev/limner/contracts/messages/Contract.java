package dev.limner.contracts.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

/** What is published of one message: its schema and its golden example. */
record Contract(MessageType type) {
    private static final String FOLDER = "/dev/limner/contracts/";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    static Stream<Contract> all() {
        return MessageType.ALL.values().stream().map(Contract::new);
    }

    static Stream<Contract> commands() {
        return all().filter(contract -> Command.class.isAssignableFrom(contract.type.form()));
    }

    ObjectNode schema() {
        return read("schemas");
    }

    ObjectNode example() {
        return read("examples");
    }

    /** What the schema finds wrong with a body. */
    Set<ValidationMessage> faults(JsonNode body) {
        JsonSchema schema = FACTORY.getSchema(schema());
        return schema.validate(body);
    }

    Record record(JsonNode body) {
        return Json.read(body, type.form());
    }

    /** Follows a reference within the schema, where there is one. */
    JsonNode resolved(JsonNode fragment) {
        return fragment.has("$ref") ? schema().at(fragment.get("$ref").asText().substring(1)) : fragment;
    }

    private ObjectNode read(String folder) {
        String file = FOLDER + folder + "/" + type.name() + ".v1.json";
        try (InputStream in = Contract.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError(file + " is missing");
            }
            return Json.object(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return type.name();
    }
}
