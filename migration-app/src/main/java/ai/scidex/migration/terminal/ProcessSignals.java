package ai.scidex.migration.terminal;

import ai.scidex.migration.terminal.StopRequest.SignalSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signals of this process, by {@code sun.misc.Signal}. It is supported and exported by every JDK, but a compiler warns of
 * it, so it is called by its name; where it is missing, or a signal is not to be had, that signal ends the process as ever.
 */
final class ProcessSignals implements SignalSource {

    @Override
    public void on(StopSignal signal, Runnable handler) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handlers.getClassLoader(), new Class<?>[] {handlers}, (self, method, args) -> {
                        // It may be asked for its hash, too; it is never compared.
                        if (method.getDeclaringClass().equals(Object.class)) {
                            return method.invoke(handler, args);
                        }
                        handler.run();
                        return null;
                    });
            Object number = signals.getConstructor(String.class).newInstance(signal.name());
            // One that was ignored from the beginning, as in the background of a shell, stays so.
            signals.getMethod("handle", signals, handlers).invoke(null, number, proxy);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            // It ends the process, in the midst of a page, which is rolled back: safe, if not so kind.
        }
    }
}
