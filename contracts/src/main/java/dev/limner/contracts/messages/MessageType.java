package dev.limner.contracts.messages;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.limner.contracts.Topics;

/**
 * The name of each message on the wire, and where it travels. The short name ({@code training.start}) is what a plain
 * JSON body carries as {@code type}; the full one is the CloudEvents type ({@code dev.limner.training.start.v1}).
 *
 * @param name  the short name
 * @param form  the record it is read into
 * @param topic the topic it travels on
 */
public record MessageType(String name, Class<? extends Record> form, String topic) {
    private static final String PREFIX = "dev.limner.";
    private static final String VERSION = ".v1";

    /** Every message there is, by its short name; topic after topic, commands before events. */
    public static final Map<String, MessageType> ALL = all();

    /** The CloudEvents type. */
    public String full() {
        return PREFIX + name + VERSION;
    }

    /** The type with this short or full name, if it is one of version 1. */
    public static Optional<MessageType> named(String name) {
        boolean full = name.startsWith(PREFIX) && name.endsWith(VERSION)
                && name.length() > PREFIX.length() + VERSION.length();
        return Optional
                .ofNullable(ALL.get(full ? name.substring(PREFIX.length(), name.length() - VERSION.length()) : name));
    }

    /** The type of a message. */
    public static MessageType of(Record message) {
        return ALL.values().stream().filter(type -> type.form() == message.getClass()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(message.getClass() + " is no message"));
    }

    private static Map<String, MessageType> all() {
        Map<String, MessageType> types = new LinkedHashMap<>();
        add(types, Topics.DATASET_COMMANDS, "dataset.import", DatasetCommand.Import.class);
        add(types, Topics.DATASET_COMMANDS, "dataset.cancel", DatasetCommand.Cancel.class);
        add(types, Topics.DATASET_COMMANDS, "dataset.select", DatasetCommand.Select.class);
        add(types, Topics.DATASET_COMMANDS, "dataset.augment", DatasetCommand.Augment.class);
        add(types, Topics.DATASET_COMMANDS, "dataset.delete", DatasetCommand.Delete.class);
        add(types, Topics.DATASET_EVENTS, "dataset.accepted", DatasetEvent.Accepted.class);
        add(types, Topics.DATASET_EVENTS, "dataset.progressed", DatasetEvent.Progressed.class);
        add(types, Topics.DATASET_EVENTS, "dataset.version-published", DatasetEvent.VersionPublished.class);
        add(types, Topics.DATASET_EVENTS, "dataset.deleted", DatasetEvent.Deleted.class);
        add(types, Topics.DATASET_EVENTS, "dataset.failed", DatasetEvent.Failed.class);
        add(types, Topics.DATASET_EVENTS, "dataset.cancelled", DatasetEvent.Cancelled.class);
        add(types, Topics.DATASET_EVENTS, "dataset.refused", DatasetEvent.Refused.class);
        add(types, Topics.TRAINING_COMMANDS, "training.start", TrainingCommand.Start.class);
        add(types, Topics.TRAINING_COMMANDS, "training.stop", TrainingCommand.Stop.class);
        add(types, Topics.TRAINING_COMMANDS, "training.resume", TrainingCommand.Resume.class);
        add(types, Topics.TRAINING_COMMANDS, "training.cancel", TrainingCommand.Cancel.class);
        add(types, Topics.TRAINING_EVENTS, "training.accepted", TrainingEvent.Accepted.class);
        add(types, Topics.TRAINING_EVENTS, "training.started", TrainingEvent.Started.class);
        add(types, Topics.TRAINING_EVENTS, "training.progressed", TrainingEvent.Progressed.class);
        add(types, Topics.TRAINING_EVENTS, "training.grid-published", TrainingEvent.GridPublished.class);
        add(types, Topics.TRAINING_EVENTS, "training.checkpointed", TrainingEvent.Checkpointed.class);
        add(types, Topics.TRAINING_EVENTS, "training.stopped", TrainingEvent.Stopped.class);
        add(types, Topics.TRAINING_EVENTS, "training.succeeded", TrainingEvent.Succeeded.class);
        add(types, Topics.TRAINING_EVENTS, "training.failed", TrainingEvent.Failed.class);
        add(types, Topics.TRAINING_EVENTS, "training.cancelled", TrainingEvent.Cancelled.class);
        add(types, Topics.TRAINING_EVENTS, "training.refused", TrainingEvent.Refused.class);
        add(types, Topics.GENERATION_REQUESTS, "generation.sample", GenerationCommand.Sample.class);
        add(types, Topics.GENERATION_REQUESTS, "generation.texture", OperationCommand.Texture.class);
        add(types, Topics.GENERATION_REQUESTS, "generation.cutout", OperationCommand.Cutout.class);
        add(types, Topics.GENERATION_REQUESTS, "generation.repair", OperationCommand.Repair.class);
        add(types, Topics.GENERATION_REQUESTS, "generation.vary", OperationCommand.Vary.class);
        add(types, Topics.GENERATION_REQUESTS, "generation.interpolate", OperationCommand.Interpolate.class);
        add(types, Topics.GENERATION_REQUESTS, "generation.cancel", GenerationCommand.Cancel.class);
        add(types, Topics.GENERATION_RESULTS, "generation.progressed", GenerationEvent.Progressed.class);
        add(types, Topics.GENERATION_RESULTS, "generation.succeeded", GenerationEvent.Succeeded.class);
        add(types, Topics.GENERATION_RESULTS, "generation.failed", GenerationEvent.Failed.class);
        add(types, Topics.GENERATION_RESULTS, "generation.cancelled", GenerationEvent.Cancelled.class);
        add(types, Topics.GENERATION_RESULTS, "generation.refused", GenerationEvent.Refused.class);
        add(types, Topics.MODELS, "model.checkpoint-published", ModelEvent.CheckpointPublished.class);
        add(types, Topics.MODELS, "model.alias-moved", ModelEvent.AliasMoved.class);
        return Collections.unmodifiableMap(types);
    }

    private static void add(Map<String, MessageType> types, String topic, String name, Class<? extends Record> form) {
        types.put(name, new MessageType(name, form, topic));
    }
}
