package dev.limner.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import okhttp3.OkHttpClient;

/** Certificate authorities from a PEM file: those, and no others, are believed. */
final class Authorities {
    private Authorities() {}

    /** @throws IllegalArgumentException naming the file, where it has no certificates that can be read */
    static void believed(OkHttpClient.Builder http, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
            if (count == 0) {
                throw new IllegalArgumentException("'%s' has no certificate of an authority".formatted(file));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] managers = factory.getTrustManagers();
            context.init(null, managers, null);
            http.sslSocketFactory(context.getSocketFactory(), (X509TrustManager) managers[0]);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("'%s' cannot be read as certificates of authorities".formatted(file), e);
        }
    }
}
