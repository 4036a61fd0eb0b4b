import Glibc

/// Passes a fixed number of work items from the reader to the workers, and from them, in the order of the input, to the
/// ordered stage, which gives them back. A full ring makes the reader wait: memory does not grow.
final class BlockExchange: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var changed = pthread_cond_t()
    private var free: [WorkItem]
    /// Items filled by the reader, not yet taken by a worker: a ring by sequence number.
    private var waiting: [(number: Int, item: WorkItem)] = []
    private var done: [Int: WorkItem] = [:]
    private var nextNumber = 0
    private var nextOrdered = 0
    private var isClosed = false
    private var isCancelled = false

    init(capacity: Int) {
        free = (0..<capacity).map { _ in WorkItem() }
        pthread_mutex_init(&mutex, nil)
        pthread_cond_init(&changed, nil)
    }

    deinit {
        pthread_mutex_destroy(&mutex)
        pthread_cond_destroy(&changed)
    }

    /// Runs `body` alone; then wakes the others, who look whether what they wait for has come.
    private func locked<T>(_ body: () -> T) -> T {
        pthread_mutex_lock(&mutex)
        defer {
            pthread_cond_broadcast(&changed)
            pthread_mutex_unlock(&mutex)
        }
        return body()
    }

    /// Waits until `body` has a value, or `nil` says that there will be none.
    private func wait<T>(until body: () -> T??) -> T? {
        pthread_mutex_lock(&mutex)
        defer {
            pthread_cond_broadcast(&changed)
            pthread_mutex_unlock(&mutex)
        }
        while true {
            if let answer = body() { return answer }
            pthread_cond_wait(&changed, &mutex)
        }
    }

    /// Reader: an item to fill; `nil` when the ordered stage has given up.
    func takeFree() -> WorkItem? {
        wait { isCancelled ? .some(nil) : free.popLast().map { .some($0) } }
    }

    /// Reader: a filled item, in the order of the input.
    func submit(_ item: WorkItem) {
        locked {
            waiting.append((nextNumber, item))
            nextNumber += 1
        }
    }

    /// Reader: there are no more.
    func close() { locked { isClosed = true } }

    /// Worker: the next item to label; `nil` at the end.
    func takeWork() -> (number: Int, item: WorkItem)? {
        wait {
            if isCancelled { return .some(nil) }
            if !waiting.isEmpty { return .some(waiting.removeFirst()) }
            return isClosed ? .some(nil) : nil
        }
    }

    /// Worker: the item is labelled.
    func finish(_ number: Int, _ item: WorkItem) { locked { done[number] = item } }

    /// Ordered stage: the next item in the order of the input; `nil` at the end.
    func takeOrdered() -> WorkItem? {
        wait {
            if let item = done.removeValue(forKey: nextOrdered) {
                nextOrdered += 1
                return .some(item)
            }
            return isClosed && nextOrdered == nextNumber ? .some(nil) : nil
        }
    }

    /// Ordered stage: the item may be filled again.
    func giveBack(_ item: WorkItem) { locked { free.append(item) } }

    /// Ordered stage: nothing more is wanted.
    func cancel() { locked { isCancelled = true } }
}

/// A thread with a body; joined by `join()`.
final class WorkerThread {
    private var handle = pthread_t()

    init(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Box(body))
        let status = pthread_create(
            &handle, nil,
            { argument in
                Unmanaged<Box>.fromOpaque(argument!).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        precondition(status == 0, "cannot start a thread: \(String(cString: strerror(status)))")
    }

    func join() { pthread_join(handle, nil) }

    /// Lets the thread end when it will.
    func detach() { pthread_detach(handle) }

    private final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
