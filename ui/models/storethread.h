#pragma once

#include "core/files/error.h"
#include "core/store/outboxdelivery.h"
#include "core/store/reviewnews.h"
#include "core/store/reviewstore.h"
#include "core/store/serverwait.h"
#include "ui/models/onthreadof.h"
#include "ui/models/sessionparts.h"

#include <QObject>
#include <QThread>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

class QTimer;

namespace locascope {

/// The one connection to the review of one plate, on a thread of its own. Events are tried again, in their order and with the same uuid, until the store
/// has confirmed them. Until then they are in memory; with an outbox they are on this computer's disk first, and are sent in a later sitting where the
/// store does not come back in this one. A server that does not answer is left after some seconds. Functions return at once; signals arrive on the thread this lives on.
class StoreThread final : public QObject {
    Q_OBJECT
public:
    /// Null: not yet, without being a failure.
    using Opener = std::function<std::unique_ptr<ReviewStore>()>;

    using OutboxOpener = std::function<std::unique_ptr<Outbox>()>;

    explicit StoreThread(QObject* parent = nullptr);
    /// Tries once more to save what is not saved; waits at most `closingMilliseconds`, and leaves a thread that hangs in the disk to itself.
    ~StoreThread() override;

    /// Opens the store, on the store's thread, unless it is open; tried again every few seconds while it fails.
    void openWith(Opener opener);
    /// From now on events go through an outbox, which is opened on the store's thread; where that fails they wait in memory. Call it before openWith().
    void keepIn(OutboxOpener opener);
    void append(LabelEvent event);
    /// Those of one act: they are stored in one transaction, all or none.
    void append(std::vector<LabelEvent> events);
    void retryNow(); ///< also what the server refused
    std::size_t unsavedCount() const { return m_unsaved; } ///< not confirmed by the store
    std::size_t keptCount() const { return m_kept; }       ///< of these, in the outbox: not lost when the program ends
    std::size_t refusedCount() const { return m_refused; } ///< of these, not taken by the server; given to it again by retryNow() and in each later sitting

    /// Runs `question` with the open store on the store's thread and hands what it returns to `answer` on the thread this lives on.
    /// While the store is not open, or when `question` throws, `refused` is told instead.
    template <class Question, class Answer>
    void ask(Question question, Answer answer, std::function<void(const Error&)> refused = {});

    /// How long a single call on a server may wait before its connection is given up; it is some more than what the server itself allows a statement.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

    static constexpr int retryMilliseconds = 3000;
    static constexpr int closingMilliseconds = 3000;
    static constexpr int pulseMilliseconds = 2000; ///< how often a server that says nothing is asked, and a file whether somebody wrote there

signals:
    void opened(locascope::StoreMode mode, const std::filesystem::path& file);
    /// Opening failed; it will be tried again.
    void openFailed(const locascope::Error& error);
    void saving(const std::string& uuid);
    void saved(const std::vector<std::string>& uuids);
    /// Of the events that are in no outbox either. Those in the outbox wait; what keeps them from the store is `error`.
    void savingFailed(const std::vector<std::string>& uuids, const locascope::Error& error);
    /// In the outbox, on the disk; not yet in the store.
    void kept(const std::vector<std::string>& uuids);
    /// What earlier sittings left in the outbox, oldest first; `saved` follows once the store has it.
    void leftOver(const std::vector<locascope::LabelEvent>& events);
    /// What others appended meanwhile, and this reviewer elsewhere: of a server within a second, of a file within two.
    void news(const std::vector<locascope::LabelEvent>& events);
    /// Somebody may have changed a setting of the review.
    void settingsChanged();
    /// What was saved here does not follow what its author saw.
    void overtaken(const std::vector<locascope::Overtaken>& events);
    /// The server answers again, after savingFailed() of no event.
    void reached();
    /// All in the outbox that the server refuses for what they say, oldest first; none: no more.
    void refused(const std::vector<locascope::RefusedEvent>& events);

private:
    class Worker;
    class Mailbox;
    void run(std::function<void(ReviewStore&)> work, std::function<void(const Error&)> refused);

    std::size_t m_unsaved = 0;
    std::size_t m_kept = 0;
    std::size_t m_refused = 0;
    std::chrono::milliseconds m_patience{9'000};
    QTimer* m_watch; ///< on the thread this lives on: the store's may be the one that waits
    std::shared_ptr<ServerWait> m_wait;
    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<Mailbox> m_mailbox;
    Worker* m_worker = nullptr; ///< lives on m_thread, deleted there
};

/// The way back from the store's thread; closed for good when the front is gone, so that a stalled disk cannot answer to nobody.
class StoreThread::Mailbox final {
public:
    explicit Mailbox(StoreThread* front) : m_front(front) {}
    template <class Function>
    void post(Function function) {
        const std::lock_guard lock(m_mutex);
        if (m_front)
            onThreadOf(m_front, std::move(function));
    }
    void close() {
        const std::lock_guard lock(m_mutex);
        m_front = nullptr;
    }

private:
    std::mutex m_mutex;
    StoreThread* m_front;
};

/// Lives on the store's thread.
class StoreThread::Worker final : public QObject {
public:
    Worker(StoreThread* front, std::shared_ptr<Mailbox> mailbox);

    void keepIn(OutboxOpener opener);
    void openWith(Opener opener);
    void open();
    void retryNow();
    void append(std::vector<LabelEvent> events);
    void saveWaiting();
    void run(const std::function<void(ReviewStore&)>& work, const std::function<void(const Error&)>& refused);
    void close();

private:
    bool ensureOpen();
    bool hasWaiting() const { return !m_waiting.empty() || m_kept.size() > m_refused || m_retriesRefused; }
    void openOutbox();
    void keepWaiting();
    void followOthers();
    void lookForNews();
    void newsCame(ReviewStore::News what);
    void readNews();
    void compareWithOthers(std::span<const LabelEvent> stored);
    void tellNews(std::vector<LabelEvent> events);
    void sendKept();
    void tellSaved(std::vector<std::string> uuids, std::size_t ofKept);
    void tellRefused(const std::vector<RefusedEvent>& events);
    void report(const Error& error);

    StoreThread* m_front; ///< only to be named in what the mailbox runs
    std::shared_ptr<Mailbox> m_mailbox;
    std::optional<StoreMode> m_announced;
    Opener m_opener;
    std::unique_ptr<ReviewStore> m_store;
    OutboxOpener m_outboxOpener;
    std::unique_ptr<Outbox> m_outbox;
    std::deque<LabelEvent> m_waiting; ///< in memory alone
    std::vector<std::string> m_kept;  ///< in the outbox
    std::size_t m_refused = 0;        ///< of these
    bool m_hasToldRefused = false;
    bool m_retriesRefused = false;    ///< with the next delivery
    bool m_isAway = false;            ///< with an outbox: what is decided meanwhile does not wait for another try to reach the store
    ReviewNews m_news;
    bool m_isLost = false; ///< with nothing to save: the server did not answer
    bool m_newsScheduled = false;
    bool m_settingsCame = false;
    QTimer* m_pulse = nullptr;
    QTimer* m_retry = nullptr;
    bool m_saveScheduled = false;
};

template <class Question, class Answer>
void StoreThread::ask(Question question, Answer answer, std::function<void(const Error&)> refused) {
    run(
        [mailbox = m_mailbox, question = std::move(question), answer = std::move(answer)](ReviewStore& store) {
            if constexpr (std::is_void_v<decltype(question(store))>) {
                question(store);
                mailbox->post(answer);
            } else {
                auto result = std::make_shared<decltype(question(store))>(question(store));
                mailbox->post([answer, result] { answer(std::move(*result)); });
            }
        },
        std::move(refused));
}

} // namespace locascope
