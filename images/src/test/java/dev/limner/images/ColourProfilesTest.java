package dev.limner.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.images.PngChunks.Chunk;
import dev.limner.images.Samples.Space;

/** Colours come out as their profile means them. */
class ColourProfilesTest {
    private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final Picture RGB = Pictures.noisy(3, 9, 7, 5);

    @Test
    void shouldExchangeColoursWhereTheProfileDoes() {
        // Given: a profile whose red is sRGB's green, and the other way round
        byte[] exchanged = exchanged();

        // When
        Picture picture = new Samples(Space.RGB, 9, 7, RGB.pixels(), Optional.of(ByteBuffer.wrap(exchanged))).picture();

        // Then
        assertThat(PillowReference.difference(picture, greenRedBlue())).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldLeaveSrgbAsItIs() {
        // When
        Picture picture = new Samples(Space.RGB, 9, 7, RGB.pixels(), Optional.of(ByteBuffer.wrap(SRGB))).picture();

        // Then
        assertThat(picture).isEqualTo(RGB);
    }

    @Test
    void shouldIgnoreProfilesOfNoUse() {
        // Given: one cut off, one of noise, and one for other colours than the picture has
        List<byte[]> profiles = List.of(Arrays.copyOf(SRGB, 200), Pictures.noisy(1, 30, 30, 3).pixels(),
                ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData(), new byte[0]);

        for (byte[] profile : profiles) {
            // When
            Picture picture = new Samples(Space.RGB, 9, 7, RGB.pixels(), Optional.of(ByteBuffer.wrap(profile)))
                    .picture();

            // Then
            assertThat(picture).isEqualTo(RGB);
        }
    }

    @Test
    void shouldFindTheProfileInEachFormat() throws IOException {
        // Given
        byte[] jpeg = withSegment(PillowReference.file("444.jpg"), exchanged());
        byte[] png = withChunk(PngEncoder.encode(RGB), "iCCP", deflated(exchanged()));

        // When
        Picture fromJpeg = PictureDecoder.decode(jpeg, "p.jpg");
        Picture fromPng = PictureDecoder.decode(png, "p.png");

        // Then
        Picture plain = PillowReference.picture("444.jpg");
        assertThat(fromJpeg.at(0, 10, 10)).isBetween(plain.at(1, 10, 10) - 2, plain.at(1, 10, 10) + 2);
        assertThat(fromJpeg.at(1, 20, 5)).isBetween(plain.at(0, 20, 5) - 2, plain.at(0, 20, 5) + 2);
        assertThat(PillowReference.difference(fromPng, greenRedBlue())).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"45455, 100", "100000, 168", "55556, 119"})
    void shouldHonourThePngsGamma(int gamma, int expected) {
        // Given: 100 / 255 is light of 0.392 where samples are linear, and of 0.392^1.8 = 0.185 under a gamma of 1 / 1.8; sRGB
        // writes them as 0.659 × 255 = 168.1 and 0.468 × 255 = 119.3
        byte[] png = withChunk(PngEncoder.encode(Pictures.plain(1, 3, 3, 100)), "gAMA",
                ByteBuffer.allocate(4).putInt(0, gamma).array());

        // When
        Picture picture = PictureDecoder.decode(png, "gamma.png");

        // Then
        assertThat(picture.at(0, 1, 1)).isEqualTo(expected);
    }

    private static Picture greenRedBlue() {
        byte[] pixels = RGB.pixels().clone();
        System.arraycopy(RGB.pixels(), 0, pixels, 63, 63);
        System.arraycopy(RGB.pixels(), 63, pixels, 0, 63);
        return new Picture(3, 9, 7, pixels);
    }

    /** The names of two of the profile's tags exchanged (ISO 15076-1, section 7.3). */
    private static byte[] exchanged() {
        byte[] profile = SRGB.clone();
        ByteBuffer buffer = ByteBuffer.wrap(profile);
        for (int i = 0; i < buffer.getInt(128); i++) {
            int at = 132 + 12 * i;
            String tag = new String(profile, at, 4, ISO_8859_1);
            String name = switch (tag) {
                case "rXYZ" -> "gXYZ";
                case "gXYZ" -> "rXYZ";
                default -> tag;
            };
            buffer.put(at, name.getBytes(ISO_8859_1));
        }
        return profile;
    }

    private static byte[] withSegment(byte[] jpeg, byte[] profile) {
        ByteBuffer buffer = ByteBuffer.allocate(jpeg.length + profile.length + 18);
        buffer.put(jpeg, 0, 2).putShort((short) 0xffe2).putShort((short) (profile.length + 16));
        buffer.put("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1)).put(profile).put(jpeg, 2, jpeg.length - 2);
        return buffer.array();
    }

    private static byte[] deflated(byte[] profile) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("name\0\0".getBytes(ISO_8859_1));
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(profile);
        }
        return bytes.toByteArray();
    }

    private static byte[] withChunk(byte[] png, String type, byte[] content) {
        List<Chunk> chunks = new ArrayList<>(PngChunks.read(png, "p.png"));
        chunks.add(1, new Chunk(type, ByteBuffer.wrap(content)));
        return PngChunks.write(chunks);
    }
}
