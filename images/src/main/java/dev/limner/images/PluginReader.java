package dev.limner.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

import dev.limner.contracts.problems.ProblemType;

/**
 * The formats that are left to a plugin of ImageIO: each by its own class, whatever else is on the class path, on bytes in
 * memory, after the header was checked. What a plugin throws on broken input is of many kinds; all of them mean that the
 * picture cannot be read.
 */
enum PluginReader {
    BMP(new BMPImageReaderSpi()),
    TIFF(new TIFFImageReaderSpi()),
    WEBP(new WebPImageReaderSpi());

    private final ImageReaderSpi plugin;

    PluginReader(ImageReaderSpi plugin) {
        this.plugin = plugin;
    }

    /**
     * The file's first picture.
     *
     * @throws RefusedPictureException (unreadable picture) where the plugin fails
     */
    BufferedImage read(byte[] encoded) {
        ImageReader reader = null;
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader = plugin.createReaderInstance();
            reader.setInput(input, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new RefusedPictureException(ProblemType.UNREADABLE_PICTURE, "has pixels that cannot be decoded", e);
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }
}
