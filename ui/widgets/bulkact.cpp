#include "ui/widgets/bulkact.h"

#include "ui/models/session.h"
#include "ui/widgets/historytext.h"
#include "ui/widgets/labelpanel.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("History", text); }

} // namespace

void askToDecideAll(QWidget* window, Session& session, LabelPanel& labels, const BulkPlan& plan) {
    if (plan.result != CommitResult::Committed)
        return labels.refuse(plan.result);
    if (plan.samples.empty())
        return labels.remark(said(QT_TRANSLATE_NOOP("History", "All selected samples say so already")));
    auto* box = new QMessageBox(QMessageBox::Question, said(QT_TRANSLATE_NOOP("History", "Label all selected samples")), bulkText(plan, session.vocabulary()), QMessageBox::NoButton, window);
    box->setObjectName(QStringLiteral("bulk"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(said(QT_TRANSLATE_NOOP("History", "One undo takes all of it back.")));
    box->addButton(said(QT_TRANSLATE_NOOP("History", "Label them all")), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(qobject_cast<QPushButton*>(box->buttons().first()));
    // Only while it is still about what was counted: another program's labels may have come in between.
    QObject::connect(box, &QMessageBox::accepted, &session, [&session, plan] { session.decideAll(plan); });
    QObject::connect(&session, &Session::plateChanged, box, &QMessageBox::reject);
    box->open();
}

} // namespace locascope
