pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The tiles in every state, landscape, under a notice.
Window {
    id: window
    required property bool dark
    required property bool highContrast
    required property bool mirrored
    width: 1920
    height: 1080
    visible: true
    color: Theme.paper

    Look {
        dark: window.dark
        highContrast: window.highContrast
        rtl: window.mirrored
        tall: window.mirrored
    }
    Item {
        anchors.fill: parent
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        NoticeBanner {
            width: parent.width
            icon: "ui-paper-out"
            text: window.mirrored ? "لا يوجد ورق. رقمك ما زال صالحًا." : "No paper. Your number still counts."
        }
        Grid {
            anchors.left: parent.left
            anchors.leftMargin: 64
            y: 180
            columns: 3
            spacing: 28
            Tile {
                name: window.mirrored ? "الطب العام" : "General medicine"
                icon: "general-medicine"
                tone: "blue"
                count: 12
                wait: window.mirrored ? "من 40 إلى 65 دقيقة" : "40–65 min"
            }
            Tile {
                name: window.mirrored ? "طب الأطفال" : "Obstetrics, gynaecology and newborn care"
                icon: "children"
                tone: "orange"
                count: 6
                wait: window.mirrored ? "من 20 إلى 35 دقيقة" : "20–35 min"
            }
            Tile {
                name: window.mirrored ? "العيون" : "Eyes"
                icon: "eyes"
                tone: "sky"
                count: 30
                kind: "unknown"
                wait: window.mirrored ? "الوقت غير معروف" : "Time not known"
            }
            Tile {
                name: window.mirrored ? "الأسنان" : "Teeth"
                icon: "teeth"
                tone: "slate"
                kind: "closed"
                note: window.mirrored ? "مغلق" : "Closed"
                detail: window.mirrored ? "يفتح الساعة 14:00" : "Opens at 14:00"
            }
            Tile {
                name: window.mirrored ? "المختبر" : "Laboratory"
                icon: "laboratory"
                tone: "mint"
                kind: "paused"
                note: window.mirrored ? "متوقف" : "Paused"
                detail: window.mirrored ? "يستأنف الساعة 11:15" : "Goes on at about 11:15"
            }
            Tile {
                name: window.mirrored ? "الأم والطفل" : "Mother and baby"
                icon: "mother-and-baby"
                tone: "rose"
                kind: "quota"
                note: window.mirrored ? "اكتمل العدد اليوم" : "No more numbers today"
                detail: window.mirrored ? "اسأل الاستقبال" : "Please ask at reception"
            }
        }
        CountdownLine {
            anchors.bottom: parent.bottom
            width: parent.width
            share: 0.62
            text: window.mirrored ? "تُمسح هذه الصفحة بعد 18 ثانية" : "This page clears in 18 s"
            more: window.mirrored ? "أحتاج وقتًا أكثر" : "I need more time"
        }
    }
}
