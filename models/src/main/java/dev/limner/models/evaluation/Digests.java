package dev.limner.models.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.TrainingPictures;

/** SHA-256 of what numbers were measured with, in hexadecimal. */
final class Digests {
    private Digests() {}

    /** Over each tensor's name, type, shape and data. */
    static String of(SortedMap<String, Tensor> tensors) {
        MessageDigest digest = sha256();
        tensors.forEach((name, tensor) -> {
            text(digest, "%s %s %s;".formatted(name, tensor.type(), Arrays.toString(tensor.shape())));
            digest.update(tensor.data());
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Over shape, class names, and each picture's label and pixels, in the split's order. */
    static String of(TrainingPictures pictures) {
        MessageDigest digest = sha256();
        text(digest, "%s %s %d;".formatted(pictures.shape(), pictures.classes(), pictures.count()));
        byte[] pixels = new byte[pictures.shape().bytes()];
        for (int i = 0; i < pictures.count(); i++) {
            pictures.copy(i, pixels, 0);
            text(digest, "%d;".formatted(pictures.label(i)));
            digest.update(pixels);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
