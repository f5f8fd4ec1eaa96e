package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.images.PngChunks.Chunk;

/** Every form that a PNG can have, as the JDK's writer makes it. */
class PngFormsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldReadPalettes(int bits) throws IOException {
        // Given: colour i of the palette is (10i, 20i, 255 − i)
        int colours = Math.min(12, 1 << bits);
        BufferedImage image = new BufferedImage(5, 3, bits == 8
                ? BufferedImage.TYPE_BYTE_INDEXED
                : BufferedImage.TYPE_BYTE_BINARY, palette(bits, colours, 255));
        fill(image.getRaster(), colours);

        // When
        Picture picture = PictureDecoder.decode(png(image, false), "palette.png");

        // Then
        assertThat(picture.channels()).isEqualTo(3);
        int index = index(2, 1, 0, colours);
        assertThat(List.of(picture.at(0, 1, 2), picture.at(1, 1, 2), picture.at(2, 1, 2)))
                .containsExactly(10 * index, 20 * index, 255 - index);
    }

    @Test
    void shouldReadTransparentPalettes() throws IOException {
        // Given
        BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_INDEXED, palette(8, 12, 100));
        fill(image.getRaster(), 12);

        // When
        Picture picture = PictureDecoder.decode(png(image, false), "palette.png");

        // Then
        assertThat(picture.channels()).isEqualTo(4);
        assertThat(picture.at(3, 0, 0)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shouldSpreadFewGreysOverTheWholeRange(int bits) throws IOException {
        // Given
        int levels = 1 << bits;
        byte[] ramp = new byte[levels];
        for (int i = 0; i < levels; i++) {
            ramp[i] = (byte) (255 * i / (levels - 1));
        }
        BufferedImage image = new BufferedImage(16, 2, BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(bits, levels, ramp, ramp, ramp));
        fill(image.getRaster(), levels);
        byte[] png = png(image, false);

        // When
        Picture picture = PictureDecoder.decode(png, "grey.png");

        // Then
        assertThat(PngHeader.read(PngChunks.read(png, "grey.png"), "grey.png"))
                .isEqualTo(new PngHeader(16, 2, bits, PngHeader.GREY));
        assertThat(picture.channels()).isEqualTo(1);
        assertThat(picture.at(0, 1, 3)).isEqualTo(255 * index(3, 1, 0, levels) / (levels - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldRoundSixteenBitsToEight(int samples) throws IOException {
        // Given
        BufferedImage image = image(samples, DataBuffer.TYPE_USHORT);
        WritableRaster raster = image.getRaster();
        raster.setSample(0, 0, 0, 128);
        raster.setSample(1, 0, 0, 129);
        raster.setSample(2, 0, 0, 65535);
        raster.setSample(3, 0, 0, 32768);

        // When
        Picture picture = PictureDecoder.decode(png(image, false), "deep.png");

        // Then: v × 255 / 65535, rounded; no gamma on grey
        assertThat(List.of(picture.at(0, 0, 0), picture.at(0, 0, 1), picture.at(0, 0, 2), picture.at(0, 0, 3)))
                .containsExactly(0, 1, 255, 128);
        assertThat(picture.channels()).isEqualTo(samples == 2 ? 4 : samples);
    }

    @Test
    void shouldReadGreyWithAlphaAsRgba() throws IOException {
        // Given
        BufferedImage image = image(2, DataBuffer.TYPE_BYTE);
        image.getRaster().setPixel(4, 2, new int[]{200, 50});

        // When
        Picture picture = PictureDecoder.decode(png(image, false), "grey-alpha.png");

        // Then
        assertThat(List.of(picture.at(0, 2, 4), picture.at(1, 2, 4), picture.at(2, 2, 4), picture.at(3, 2, 4)))
                .containsExactly(200, 200, 200, 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void shouldReadInterlacedPicturesAsOthers(int samples) throws IOException {
        // Given
        BufferedImage image = image(samples, DataBuffer.TYPE_BYTE);
        fill(image.getRaster(), 256);

        // When
        Picture picture = PictureDecoder.decode(png(image, true), "interlaced.png");

        // Then
        assertThat(picture).isEqualTo(PictureDecoder.decode(png(image, false), "plain.png"));
    }

    @Test
    void shouldMakeExactlyTheKeyColourTransparent() {
        // Given: tRNS says that (10, 20, 30) is transparent, and in the other picture that grey 7 is
        Picture rgb = new Picture(3, 1, 2, new byte[]{10, 10, 20, 20, 30, 31});
        Picture grey = new Picture(1, 1, 2, new byte[]{7, 8});

        // When
        Picture keyedRgb = PictureDecoder.decode(withKey(rgb, 10, 20, 30), "rgb.png");
        Picture keyedGrey = PictureDecoder.decode(withKey(grey, 7), "grey.png");

        // Then
        assertThat(keyedRgb.pixels()).containsExactly(10, 10, 20, 20, 30, 31, 0, 255);
        assertThat(keyedGrey.pixels()).containsExactly(7, 8, 7, 8, 7, 8, 0, 255);
    }

    private static byte[] withKey(Picture picture, int... key) {
        ByteBuffer data = ByteBuffer.allocate(2 * key.length);
        for (int sample : key) {
            data.putShort((short) sample);
        }
        List<Chunk> chunks = new ArrayList<>(PngChunks.read(PngEncoder.encode(picture), "p.png"));
        chunks.add(1, new Chunk("tRNS", data.flip()));
        return PngChunks.write(chunks);
    }

    private static IndexColorModel palette(int bits, int colours, int alpha) {
        byte[] red = new byte[colours];
        byte[] green = new byte[colours];
        byte[] blue = new byte[colours];
        byte[] alphas = new byte[colours];
        for (int i = 0; i < colours; i++) {
            red[i] = (byte) (10 * i);
            green[i] = (byte) (20 * i);
            blue[i] = (byte) (255 - i);
            alphas[i] = (byte) alpha;
        }
        return alpha == 255
                ? new IndexColorModel(bits, colours, red, green, blue)
                : new IndexColorModel(bits, colours, red, green, blue, alphas);
    }

    private static BufferedImage image(int samples, int type) {
        ColorSpace space = ColorSpace.getInstance(samples < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        boolean alpha = samples % 2 == 0;
        ColorModel model = new ComponentColorModel(space, alpha, false,
                alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE, type);
        WritableRaster raster = Raster.createInterleavedRaster(type, 6, 5, samples, new Point());
        return new BufferedImage(model, raster, false, null);
    }

    private static void fill(WritableRaster raster, int levels) {
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    raster.setSample(x, y, band, index(x, y, band, levels));
                }
            }
        }
    }

    private static int index(int x, int y, int band, int levels) {
        return (3 * x + 5 * y + 7 * band) % levels;
    }

    private static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
