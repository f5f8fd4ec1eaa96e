package dev.limner.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.PngChunks.Chunk;

/**
 * Decodes a PNG with the JDK's reader, which sees nothing but what the pixels are made of: checked header, palette and
 * data. Text, profiles and private chunks never reach it, so none of them can expand. What the reader does differently
 * from one JDK to the next (transparent colours, 16 bits, grey) is done here on its raw samples, because the digest of a
 * dataset version is over what comes out.
 */
final class PngDecoder {
    private static final int MOST_COLOURS = 256;

    private PngDecoder() {}

    static Picture decode(byte[] png, String name) {
        List<Chunk> chunks = PngChunks.read(png, name);
        PngHeader header = PngHeader.read(chunks, name);
        Optional<Chunk> palette = only(chunks, "PLTE");
        if (header.colour() == PngHeader.PALETTE) {
            int bytes = palette.map(chunk -> chunk.data().remaining()).orElse(0);
            if (bytes == 0 || bytes % 3 != 0 || bytes > 3 * MOST_COLOURS) {
                throw PngChunks.unreadable(name, "its palette has %d bytes".formatted(bytes));
            }
        }
        BufferedImage image = read(PngChunks.write(chunks.stream()
                .filter(chunk -> List.of("IHDR", "IDAT", "IEND").contains(chunk.type())
                        || chunk.type().equals("PLTE") && header.colour() == PngHeader.PALETTE)
                .toList()), name);
        if (image.getWidth() != header.width() || image.getHeight() != header.height()
                || image.getRaster().getNumBands() != header.samples()) {
            throw PngChunks.unreadable(name, "it decodes to something else than its header says");
        }
        ByteBuffer transparent = only(chunks, "tRNS").map(Chunk::data).orElse(null);
        Picture picture = new PngSamples(header, image.getRaster(), palette.map(Chunk::data).orElse(null), transparent,
                name).picture();
        return Orientation.upright(PngColour.toSrgb(picture, chunks), PngColour.orientation(chunks));
    }

    private static Optional<Chunk> only(List<Chunk> chunks, String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
    }

    private static BufferedImage read(byte[] png, String name) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(input, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw new ProblemException(ProblemType.UNREADABLE_PICTURE,
                    "'%s': its pixels cannot be decoded".formatted(name), e);
        } finally {
            reader.dispose();
        }
    }
}
