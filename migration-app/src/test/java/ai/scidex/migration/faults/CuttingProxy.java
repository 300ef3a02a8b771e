package ai.scidex.migration.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server that breaks, once, in the middle of what is sent to it; later connections are whole again. */
final class CuttingProxy implements Closeable {

    private static final int BUFFER = 4_096;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong left;
    private final int port;
    private volatile boolean hasCut;

    /**
     * Opens the way.
     *
     * @param port where the server listens
     * @param bytes after so many from all clients together every connection is cut
     */
    CuttingProxy(int port, long bytes) throws IOException {
        this.port = port;
        this.left = new AtomicLong(bytes);
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns how many bytes may still be sent until the cut. */
    long left() {
        return left.get();
    }

    boolean hasCut() {
        return hasCut;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.addAll(List.of(client, server));
                daemon(() -> pump(client, server, true));
                daemon(() -> pump(server, client, false));
            } catch (IOException e) {
                // Closed, or nothing listens behind us: the client finds out.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean isCounted) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (isCounted && !hasCut && left.addAndGet(-length) < 0) {
                    hasCut = true;
                    cut();
                    return;
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // That is how a cut looks from here.
        }
    }

    private void cut() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It was closed already.
            }
        }
        sockets.clear();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
