// Keeps the SDK from logging the warnings that the tests provoke.
Reflect.set(globalThis, "AI_SDK_LOG_WARNINGS", false);
